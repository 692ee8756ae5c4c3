package main

import (
	"fmt"
	"sort"
	"strings"
)

const (
	nameLabel      = "app.kubernetes.io/name"
	componentLabel = "app.kubernetes.io/component"
	partOfLabel    = "app.kubernetes.io/part-of"
	ourName        = "dockershim-exporter"
)

// Kinds that are in no namespace.
var clusterWide = map[string]bool{
	"ClusterRole": true, "ClusterRoleBinding": true, "Namespace": true, "PriorityClass": true,
}

// checkObjects compares the list of objects, and looks at the names and labels of each.
func checkObjects(set *Set, expected Expectation) []string {
	var found, problems []string
	for _, object := range set.Objects {
		found = append(found, object.String())
		problems = append(problems, checkNamespace(object, expected)...)
		problems = append(problems, checkLabels(object.String(), object.Meta.GetLabels(), expected)...)
		if component := ofComponent(object.Meta.GetName()); component != "" {
			problems = append(problems, checkLabel(object.String(), object.Meta.GetLabels(), componentLabel, component)...)
		}
	}
	return append(problems, compare("objects", expected.Objects, found)...)
}

func checkNamespace(object Object, expected Expectation) []string {
	namespace := object.Meta.GetNamespace()
	switch {
	case clusterWide[object.Kind] && namespace != "":
		return []string{fmt.Sprintf("%s is in no namespace, but has %s", object, namespace)}
	case !clusterWide[object.Kind] && namespace != expected.Namespace:
		return []string{fmt.Sprintf("%s is in namespace %q instead of %q", object, namespace, expected.Namespace)}
	case object.Kind == "Namespace" && object.Meta.GetName() != expected.Namespace:
		return []string{fmt.Sprintf("%s is not the namespace of the others, %q", object, expected.Namespace)}
	}
	return nil
}

// ofComponent is the part of the exporter that a name speaks of.
func ofComponent(name string) string {
	for _, component := range []string{"agent", "watcher"} {
		if strings.HasSuffix(name, "-"+component) {
			return component
		}
	}
	return ""
}

// checkLabels looks for the labels that everything carries; the watcher, the runbooks and network policies go by them.
func checkLabels(what string, labels map[string]string, expected Expectation) []string {
	problems := append(checkLabel(what, labels, nameLabel, ourName), checkLabel(what, labels, partOfLabel, ourName)...)
	for _, label := range sortedKeys(expected.ExtraLabels) {
		problems = append(problems, checkLabel(what, labels, label, expected.ExtraLabels[label])...)
	}
	return problems
}

func checkLabel(what string, labels map[string]string, name, value string) []string {
	if labels[name] != value {
		return []string{fmt.Sprintf("%s: label %s is %q instead of %q", what, name, labels[name], value)}
	}
	return nil
}

func sortedKeys[V any](values map[string]V) []string {
	var keys []string
	for key := range values {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
