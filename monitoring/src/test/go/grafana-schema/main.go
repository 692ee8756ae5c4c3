// Checks dashboards against Grafana's own schema, strictly: a field that it does not know and one of a wrong type are
// errors, in options of panels and in overrides too. A field that is missing is none: the schema calls all of those
// required that Grafana has a default for, among them such as Grafana 9 did not have.
//
// Usage: go run . FILE...
// It prints a line for each problem, and ends with 1 if there is one.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// Names of Grafana 9, which newer ones turn into theirs when they load a dashboard of an older schemaVersion.
var olderNames = map[string]string{
	"custom.displayMode": "custom.cellOptions since schemaVersion 38",
}

func main() {
	plugins.RegisterDefaultPlugins()
	failed := false
	for _, file := range os.Args[1:] {
		raw, err := os.ReadFile(file)
		if err != nil {
			fmt.Println(err)
			failed = true
			continue
		}
		for _, problem := range check(raw) {
			fmt.Printf("%s: %s\n", file, problem)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

func check(raw []byte) []string {
	board := dashboard.Dashboard{}
	problems := lines("", board.UnmarshalJSONStrict(raw))
	if len(problems) == 0 {
		problems = append(problems, lines("", board.Validate())...)
	}
	for _, panel := range panels(raw) {
		problems = append(problems, panel.check()...)
	}
	sort.Strings(problems)
	return problems
}

// What the strict reading leaves open of a panel: whether its type is known, and what overrides change.
type panel struct {
	Type        string
	Title       string
	Panels      []panel
	FieldConfig struct {
		Overrides []struct {
			Properties []struct {
				Id    string
				Value json.RawMessage
			}
		}
	}
}

func panels(raw []byte) []panel {
	board := struct{ Panels []panel }{}
	if err := json.Unmarshal(raw, &board); err != nil {
		return nil
	}
	all := board.Panels
	for _, row := range board.Panels {
		all = append(all, row.Panels...)
	}
	return all
}

func (p panel) check() []string {
	if p.Type == "row" {
		return nil
	}
	config, known := cog.ConfigForPanelcfgVariant(p.Type)
	if !known {
		return []string{fmt.Sprintf("'%s': no panel of type %s", p.Title, p.Type)}
	}
	var problems []string
	for _, override := range p.FieldConfig.Overrides {
		for _, property := range override.Properties {
			where := fmt.Sprintf("'%s': override of %s: ", p.Title, property.Id)
			name, isCustom := strings.CutPrefix(property.Id, "custom.")
			one, err := json.Marshal(map[string]json.RawMessage{name: property.Value})
			if err != nil {
				problems = append(problems, where+err.Error())
				continue
			}
			switch {
			case olderNames[property.Id] != "":
			case !isCustom:
				field := dashboard.FieldConfig{}
				problems = append(problems, lines(where, field.UnmarshalJSONStrict(one))...)
			case config.StrictFieldConfigUnmarshaler == nil:
				problems = append(problems, where+"this type has none")
			default:
				_, err := config.StrictFieldConfigUnmarshaler(one)
				problems = append(problems, lines(where, err)...)
			}
		}
	}
	return problems
}

func lines(where string, err error) []string {
	if err == nil {
		return nil
	}
	var several cog.BuildErrors
	if !errors.As(err, &several) {
		return []string{where + err.Error()}
	}
	var all []string
	for _, one := range several {
		if !strings.HasSuffix(one.Error(), "required field is missing from input") {
			all = append(all, where+one.Error())
		}
	}
	return all
}
