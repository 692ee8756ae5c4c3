package main

import (
	"os"
	"sort"

	"sigs.k8s.io/yaml"
)

// Expectation is what a set of manifests is to be, no more and no less.
type Expectation struct {
	// Namespace of everything that is in one.
	Namespace string `json:"namespace"`
	// Objects by kind and name, "DaemonSet/dockershim-exporter-agent".
	Objects []string `json:"objects"`
	// External are objects that others make.
	External []string `json:"external"`
	// Permissions by the name of a service account: "get nodes/stats", with the group in front if it is not the core:
	// "list apps/deployments".
	Permissions map[string][]string `json:"permissions"`
	// PodSecurity is what each level refuses, by workload and level: "hostPath volumes", or "runAsUser=0 since 1.23". A
	// workload that is not here passes all of them.
	PodSecurity map[string]map[string][]string `json:"podSecurity"`
	// HostPaths that are mounted, read-only, by workload.
	HostPaths map[string][]string `json:"hostPaths"`
	// Arguments of the only container, by workload: what the process is started with, in any order.
	Arguments map[string][]string `json:"arguments"`
	// ExtraLabels that every object and pod carries beside those of the contract, and selectors do not know.
	ExtraLabels map[string]string `json:"extraLabels"`
}

func readStrictly(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return yaml.UnmarshalStrict(text, into)
}

// difference tells what is in one list only.
func difference(expected, found []string) (missing, unexpected []string) {
	count := map[string]int{}
	for _, each := range expected {
		count[each]++
	}
	for _, each := range found {
		count[each]--
	}
	for each, n := range count {
		if n > 0 {
			missing = append(missing, each)
		}
		if n < 0 {
			unexpected = append(unexpected, each)
		}
	}
	sort.Strings(missing)
	sort.Strings(unexpected)
	return missing, unexpected
}

// compare tells what is in one list only, as problems.
func compare(what string, expected, found []string) []string {
	var problems []string
	missing, unexpected := difference(expected, found)
	for _, each := range missing {
		problems = append(problems, what+": missing: "+each)
	}
	for _, each := range unexpected {
		problems = append(problems, what+": not expected: "+each)
	}
	return problems
}
