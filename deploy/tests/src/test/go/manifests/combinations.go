package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// Table says what a base is, and what each component adds to it.
type Table struct {
	Base       Component   `json:"base"`
	Components []Component `json:"components"`
	// Overlays that are ready: which components each is of.
	Overlays []Overlay `json:"overlays"`
}

// Component is one, and what it adds to the expectation.
type Component struct {
	Name string `json:"name"`
	// Apart from the others: it brings objects, and changes none.
	Apart bool `json:"apart"`
	// Excludes other components, in whose place it is.
	Excludes []string `json:"excludes"`
	// Requires one of these before it: without, it must not build.
	Requires    []string `json:"requires"`
	Expectation `json:",inline"`
}

// Overlay is a kustomization that is made of the base and components.
type Overlay struct {
	Name       string   `json:"name"`
	Namespace  string   `json:"namespace"`
	Components []string `json:"components"`
}

// combinations builds the base with every set of components that go together, and every overlay, and checks what comes of it against the sum of what the table says.
func combinations(arguments []string) error {
	flags := flag.NewFlagSet("combinations", flag.ExitOnError)
	flagsFile := flags.String("flags", "", "docs/flags.md, which says what flags there are")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("usage: manifests combinations -flags FILE TABLE DIRECTORY")
	}
	var table Table
	if err := readStrictly(flags.Arg(0), &table); err != nil {
		return err
	}
	known, err := readFlags(*flagsFile)
	if err != nil {
		return err
	}
	directory := flags.Arg(1)
	wrong := false
	tell := func(name string, problems []string) {
		for _, problem := range problems {
			fmt.Printf("wrong %s: %s\n", name, problem)
			wrong = true
		}
		if len(problems) == 0 {
			fmt.Printf("ok %s\n", name)
		}
	}
	tell("components that the table names", table.complete(directory))
	for _, overlay := range table.Overlays {
		name := "overlays/" + overlay.Name
		chosen, err := table.named(overlay.Components)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text, err := kustomize(filepath.Join(directory, name), nil, "")
		tell(name, problemsOf(text, err, sum(table.Base, chosen, overlay.Namespace), known))
	}
	for number, chosen := range table.sets() {
		// Half of them in another namespace than the files', which everything has to follow.
		namespace := ""
		if bits.OnesCount(uint(number))%2 == 1 {
			namespace = "elsewhere"
		}
		var paths, names []string
		for _, component := range chosen {
			paths = append(paths, filepath.Join(directory, "components", component.Name))
			names = append(names, component.Name)
		}
		text, err := kustomize(filepath.Join(directory, "base"), paths, namespace)
		name := strings.Join(append([]string{"base"}, names...), " + ")
		tell(name, problemsOf(text, err, sum(table.Base, chosen, namespace), known))
	}
	if wrong {
		return errWrong
	}
	return nil
}

// printExpectation writes what a table expects of a base and components, as check reads it.
func printExpectation(arguments []string) error {
	if len(arguments) == 0 {
		return errors.New("usage: manifests expectation TABLE [COMPONENT...]")
	}
	var table Table
	if err := readStrictly(arguments[0], &table); err != nil {
		return err
	}
	chosen, err := table.named(arguments[1:])
	if err != nil {
		return err
	}
	text, err := yaml.Marshal(sum(table.Base, chosen, ""))
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

func problemsOf(text []byte, err error, expected Expectation, known KnownFlags) []string {
	if err != nil {
		return []string{oneLine(err)}
	}
	return findProblems(text, expected, known)
}

// complete tells of components and overlays that are there and that the table does not name.
func (t Table) complete(directory string) []string {
	var found, expected []string
	for _, pattern := range []string{"components/*", "components/*/*", "overlays/*"} {
		files, _ := filepath.Glob(filepath.Join(directory, pattern, "kustomization.yaml"))
		for _, file := range files {
			name, _ := filepath.Rel(directory, filepath.Dir(file))
			// A part of the two kinds of watcher.
			if name != "components/watcher-common" {
				found = append(found, name)
			}
		}
	}
	for _, component := range t.Components {
		expected = append(expected, "components/"+component.Name)
	}
	for _, overlay := range t.Overlays {
		expected = append(expected, "overlays/"+overlay.Name)
	}
	return compare("table", expected, found)
}

func (t Table) named(names []string) ([]Component, error) {
	var chosen []Component
	for _, name := range names {
		index := slices.IndexFunc(t.Components, func(c Component) bool { return c.Name == name })
		if index < 0 {
			return nil, fmt.Errorf("no component %s", name)
		}
		chosen = append(chosen, t.Components[index])
	}
	return chosen, nil
}

// sets are all choices of components that go together and change the same objects, in the table's order; the others come
// along in turn.
func (t Table) sets() [][]Component {
	all, apart := choices(t.Components, false), choices(t.Components, true)
	for i := range all {
		all[i] = append(all[i], apart[i%len(apart)]...)
	}
	return all
}

func choices(components []Component, apart bool) [][]Component {
	all := [][]Component{nil}
	for _, component := range components {
		if component.Apart != apart {
			continue
		}
		for _, chosen := range all[:len(all):len(all)] {
			if fits(chosen, component) {
				all = append(all, append(slices.Clone(chosen), component))
			}
		}
	}
	return all
}

func fits(chosen []Component, next Component) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(chosen, func(c Component) bool { return c.Name == name })
	}
	return !slices.ContainsFunc(next.Excludes, has) && (len(next.Requires) == 0 || slices.ContainsFunc(next.Requires, has))
}

// sum is what a base and components are together.
func sum(base Component, components []Component, namespace string) Expectation {
	total := Expectation{
		Namespace:   base.Namespace,
		Permissions: map[string][]string{},
		PodSecurity: map[string]map[string][]string{},
		HostPaths:   map[string][]string{},
		Arguments:   map[string][]string{},
	}
	if namespace != "" {
		total.Namespace = namespace
	}
	for _, each := range append([]Component{base}, components...) {
		for _, object := range each.Objects {
			total.Objects = append(total.Objects, strings.ReplaceAll(object, "$namespace", total.Namespace))
		}
		total.External = append(total.External, each.External...)
		add(total.Permissions, each.Permissions)
		add(total.HostPaths, each.HostPaths)
		add(total.Arguments, each.Arguments)
		for workload, levels := range each.PodSecurity {
			if total.PodSecurity[workload] == nil {
				total.PodSecurity[workload] = map[string][]string{}
			}
			for level, reasons := range levels {
				for _, reason := range reasons {
					// What is refused for one volume is refused once for many.
					if !slices.Contains(total.PodSecurity[workload][level], reason) {
						total.PodSecurity[workload][level] = append(total.PodSecurity[workload][level], reason)
					}
				}
			}
		}
	}
	// A component may speak of workloads that only others bring.
	maps.DeleteFunc(total.Arguments, func(workload string, _ []string) bool {
		return !slices.Contains(total.Objects, workload)
	})
	return total
}

func add(total, more map[string][]string) {
	for key, values := range more {
		total[key] = append(total[key], values...)
	}
}
