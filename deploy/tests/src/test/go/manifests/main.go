// Command manifests checks what kubectl would be given: that the API's types know every field, what Pod Security says of
// each pod, what RBAC grants, and that everything that is referred to is there.
//
//	manifests kustomize DIRECTORY [COMPONENT...]           prints what kustomize makes of a kustomization and components
//	manifests check -expect FILE [-flags FILE] [FILE...]   checks files, directories or the standard input ("-")
//	manifests combinations -flags FILE TABLE DIRECTORY     checks every combination of the components that a table names
//	manifests expectation TABLE [COMPONENT...]             prints what a table expects, in the form of -expect
//
// It prints a line for each thing that is wrong, and ends with 1 then; combinations prints "ok NAME" or
// "wrong NAME: WHAT" for each.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

var errWrong = errors.New("something is wrong")

func main() {
	if len(os.Args) < 2 {
		fail(errors.New("usage: manifests kustomize|check|combinations|expectation ..."))
	}
	var err error
	switch arguments := os.Args[2:]; os.Args[1] {
	case "kustomize":
		err = printKustomization(arguments)
	case "check":
		err = check(arguments)
	case "combinations":
		err = combinations(arguments)
	case "expectation":
		err = printExpectation(arguments)
	default:
		err = fmt.Errorf("no command %q: kustomize, check, combinations or expectation", os.Args[1])
	}
	if errors.Is(err, errWrong) {
		os.Exit(1)
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

func printKustomization(arguments []string) error {
	if len(arguments) == 0 {
		return errors.New("usage: manifests kustomize DIRECTORY [COMPONENT...]")
	}
	text, err := kustomize(arguments[0], arguments[1:], "")
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

func check(arguments []string) error {
	flags := flag.NewFlagSet("check", flag.ExitOnError)
	expectationFile := flags.String("expect", "", "what is to be found (YAML)")
	flagsFile := flags.String("flags", "", "docs/flags.md, which says what flags there are")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	var expected Expectation
	if err := readStrictly(*expectationFile, &expected); err != nil {
		return err
	}
	known, err := readFlags(*flagsFile)
	if err != nil {
		return err
	}
	text, err := readAll(flags.Args())
	if err != nil {
		return err
	}
	problems := findProblems(text, expected, known)
	for _, problem := range problems {
		fmt.Println(problem)
	}
	if len(problems) > 0 {
		return errWrong
	}
	return nil
}

// findProblems checks a stream of YAML documents against all that is asked of them.
func findProblems(text []byte, expected Expectation, known KnownFlags) []string {
	set, problems := parse(text)
	for _, find := range []func(*Set, Expectation) []string{
		checkObjects, checkReferences, checkPods, checkPodSecurity, checkPermissions, checkMonitors,
	} {
		problems = append(problems, find(set, expected)...)
	}
	return append(problems, checkCommandLines(set, expected, known)...)
}

// readAll reads files, all .yaml files below directories, and the standard input, as one stream.
func readAll(names []string) ([]byte, error) {
	var all bytes.Buffer
	for _, name := range names {
		files, err := filesBelow(name)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := read(file)
			if err != nil {
				return nil, err
			}
			all.WriteString("\n---\n")
			all.Write(text)
		}
	}
	return all.Bytes(), nil
}

func read(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(os.Stdin)
	}
	return os.ReadFile(file)
}

func filesBelow(name string) ([]string, error) {
	if name == "-" {
		return []string{name}, nil
	}
	var files []string
	err := filepath.WalkDir(name, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() && (path == name || strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")) {
			files = append(files, path)
		}
		return nil
	})
	sort.Strings(files)
	return files, err
}
