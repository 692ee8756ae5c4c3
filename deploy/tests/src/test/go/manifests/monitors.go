package main

import (
	"encoding/json"
	"fmt"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// What kubectl can write into its annotation of what was last applied, in bytes (TotalAnnotationSizeLimitB).
const largestApplied = 256 * 1024

// The label by which Grafana's sidecar finds dashboards.
const dashboardLabel = "grafana_dashboard"

// checkMonitors looks at what Prometheus and Grafana are given: targets, rules, dashboards.
func checkMonitors(set *Set, _ Expectation) []string {
	var problems []string
	for _, object := range set.Objects {
		switch typed := object.Typed.(type) {
		case *monitoringv1.PodMonitor:
			problems = append(problems, checkPodMonitor(set, object, typed)...)
		case *monitoringv1.PrometheusRule:
			problems = append(problems, checkRules(object, typed)...)
		case *corev1.ConfigMap:
			problems = append(problems, checkDashboards(object, typed)...)
		}
	}
	return problems
}

func checkPodMonitor(set *Set, object Object, monitor *monitoringv1.PodMonitor) []string {
	found, problem := selected(set, object, &monitor.Spec.Selector)
	problems := []string{}
	switch namesake := set.workloadNamed(object.Meta.GetName()); {
	case namesake == nil && problem != "":
		// It waits for a workload that is not part of this set.
	case problem != "":
		return []string{problem}
	case len(found) != 1 || namesake == nil || found[0].String() != namesake.String():
		problems = append(problems, fmt.Sprintf("%s selects other pods than those of its name", object))
	}
	for _, endpoint := range monitor.Spec.PodMetricsEndpoints {
		if endpoint.Port == nil {
			return append(problems, fmt.Sprintf("%s names no port", object))
		}
		problems = append(problems, checkPort(object, found, intstr.FromString(*endpoint.Port))...)
		if endpoint.Path != "/metrics" && endpoint.Path != "/metrics/cadvisor" {
			problems = append(problems, fmt.Sprintf("%s: nothing is served at %q", object, endpoint.Path))
		}
		if !endpoint.HonorLabels {
			problems = append(problems, fmt.Sprintf("%s renames labels of samples", object))
		}
		relabelled := map[string]bool{}
		for _, rule := range endpoint.RelabelConfigs {
			relabelled[rule.TargetLabel] = true
		}
		// What an agent tells is of its node. What a watcher tells is of the nodes that it names, or of the cluster, which
		// must not be taken for the watcher's own node.
		if wanted := ofComponent(object.Meta.GetName()) == "agent"; relabelled["node"] != wanted {
			problems = append(problems, fmt.Sprintf("%s: relabelling to node is %t instead of %t", object, !wanted, wanted))
		}
	}
	if len(monitor.Spec.PodMetricsEndpoints) == 0 {
		problems = append(problems, fmt.Sprintf("%s has no endpoint", object))
	}
	return problems
}

func checkRules(object Object, rule *monitoringv1.PrometheusRule) []string {
	for _, group := range rule.Spec.Groups {
		if group.Name == "" || len(group.Rules) == 0 {
			return []string{fmt.Sprintf("%s has a group without rules", object)}
		}
	}
	if len(rule.Spec.Groups) == 0 {
		return []string{fmt.Sprintf("%s has no groups", object)}
	}
	return nil
}

func checkDashboards(object Object, configMap *corev1.ConfigMap) []string {
	if configMap.Labels[dashboardLabel] != "1" {
		return []string{fmt.Sprintf("%s: label %s is not \"1\"", object, dashboardLabel)}
	}
	var problems []string
	applied, err := json.Marshal(configMap)
	if err != nil {
		return []string{fmt.Sprintf("%s: %v", object, err)}
	}
	for _, name := range sortedKeys(configMap.Data) {
		var dashboard struct {
			UID   string `json:"uid"`
			Title string `json:"title"`
		}
		if err := json.Unmarshal([]byte(configMap.Data[name]), &dashboard); err != nil || dashboard.UID == "" || dashboard.Title == "" {
			problems = append(problems, fmt.Sprintf("%s: %s is no dashboard", object, name))
		}
	}
	if len(configMap.Data) == 0 || len(applied) > largestApplied {
		problems = append(problems, fmt.Sprintf("%s has %d bytes: kubectl apply takes up to %d", object, len(applied), largestApplied))
	}
	return problems
}

func (s *Set) workloadNamed(name string) *Workload {
	for _, workload := range s.Workloads() {
		if workload.Meta.GetName() == name {
			return &workload
		}
	}
	return nil
}
