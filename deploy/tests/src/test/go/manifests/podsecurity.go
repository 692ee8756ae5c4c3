package main

import (
	"fmt"
	"strings"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// The oldest and the newest minor version of 1 whose rules are asked.
const (
	oldestMinor = 20
	newestMinor = 37
)

// checkPodSecurity asks the evaluator of the API server itself what each level, of each version, says of every pod.
func checkPodSecurity(set *Set, expected Expectation) []string {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return []string{err.Error()}
	}
	problems := unknownKeys("podSecurity", expected.PodSecurity, set)
	for _, workload := range set.Workloads() {
		for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
			for _, version := range versions() {
				wanted := atVersion(expected.PodSecurity[workload.String()][string(level)], version)
				var found []string
				for _, result := range evaluator.EvaluatePod(
					api.LevelVersion{Level: level, Version: version}, &workload.Template.ObjectMeta, &workload.Template.Spec) {
					if !result.Allowed {
						found = append(found, result.ForbiddenReason)
					}
				}
				what := fmt.Sprintf("%s: Pod Security %s %s", workload, level, version)
				problems = append(problems, compare(what, wanted, found)...)
			}
		}
	}
	return problems
}

func versions() []api.Version {
	all := []api.Version{api.LatestVersion()}
	for minor := oldestMinor; minor <= newestMinor; minor++ {
		all = append(all, api.MajorMinorVersion(1, minor))
	}
	return all
}

// atVersion takes those that are refused at a version: all, or from a version on.
func atVersion(reasons []string, version api.Version) []string {
	var found []string
	for _, reason := range reasons {
		text, since, limited := strings.Cut(reason, " since ")
		if limited {
			first, err := api.ParseVersion("v" + since)
			if err != nil || version.Older(first) {
				continue
			}
		}
		found = append(found, text)
	}
	return found
}

// unknownKeys tells what an expectation says of workloads that are not there: it could not fail.
func unknownKeys[V any](what string, values map[string]V, set *Set) []string {
	there := map[string]bool{}
	for _, workload := range set.Workloads() {
		there[workload.String()] = true
	}
	var problems []string
	for _, key := range sortedKeys(values) {
		if !there[key] {
			problems = append(problems, fmt.Sprintf("%s: %s is not there", what, key))
		}
	}
	return problems
}
