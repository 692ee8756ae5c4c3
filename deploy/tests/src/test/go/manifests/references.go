package main

import (
	"fmt"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// checkReferences looks whether what is named is there: accounts, volumes, classes, ports, and pods by their labels.
func checkReferences(set *Set, expected Expectation) []string {
	names := newNames(set, expected)
	var problems []string
	for _, workload := range set.Workloads() {
		problems = append(problems, names.ofPod(workload)...)
		problems = append(problems, checkSelector(set, workload)...)
	}
	for _, object := range set.Objects {
		switch typed := object.Typed.(type) {
		case *corev1.Service:
			problems = append(problems, checkService(set, object, typed)...)
		case *appsv1.StatefulSet:
			problems = append(problems, checkGoverningService(set, object, typed)...)
		case *networkingv1.NetworkPolicy:
			problems = append(problems, checkNetworkPolicy(set, object, typed)...)
		case *policyv1.PodDisruptionBudget:
			if _, problem := selected(set, object, typed.Spec.Selector); problem != "" {
				problems = append(problems, problem)
			}
		}
	}
	return append(problems, names.unused()...)
}

// Names are objects that may be referred to.
type Names struct {
	set      *Set
	external map[string]bool
	used     map[string]bool
}

func newNames(set *Set, expected Expectation) *Names {
	names := &Names{set: set, external: map[string]bool{}, used: map[string]bool{}}
	for _, each := range expected.External {
		names.external[each] = true
	}
	// The cluster makes it in every namespace (Kubernetes 1.20).
	names.external["ConfigMap/kube-root-ca.crt"] = true
	names.used["ConfigMap/kube-root-ca.crt"] = true
	return names
}

func (n *Names) check(from Object, kind, name string) []string {
	key := kind + "/" + name
	if n.external[key] {
		n.used[key] = true
		return nil
	}
	if n.set.Find(kind, name) == nil {
		return []string{fmt.Sprintf("%s refers to %s, which is not there", from, key)}
	}
	return nil
}

// unused tells of externals that nothing refers to: the expectation is out of date.
func (n *Names) unused() []string {
	var problems []string
	for _, key := range sortedKeys(n.external) {
		if !n.used[key] {
			problems = append(problems, "external: nothing refers to "+key)
		}
	}
	return problems
}

func (n *Names) ofPod(workload Workload) []string {
	pod := workload.Template.Spec
	problems := n.check(workload.Object, "ServiceAccount", pod.ServiceAccountName)
	if class := pod.PriorityClassName; class != "" && !strings.HasPrefix(class, "system-") {
		problems = append(problems, n.check(workload.Object, "PriorityClass", class)...)
	}
	mounted := map[string]bool{}
	for _, container := range containers(pod) {
		for _, mount := range container.VolumeMounts {
			mounted[mount.Name] = true
		}
		problems = append(problems, n.ofEnvironment(workload, container)...)
	}
	for _, volume := range pod.Volumes {
		if !mounted[volume.Name] {
			problems = append(problems, fmt.Sprintf("%s: volume %s is mounted nowhere", workload, volume.Name))
		}
		delete(mounted, volume.Name)
		problems = append(problems, n.ofVolume(workload, volume)...)
	}
	for _, name := range sortedKeys(mounted) {
		problems = append(problems, fmt.Sprintf("%s mounts %s, which is no volume", workload, name))
	}
	return problems
}

func (n *Names) ofVolume(workload Workload, volume corev1.Volume) []string {
	var problems []string
	if volume.ConfigMap != nil {
		problems = append(problems, n.check(workload.Object, "ConfigMap", volume.ConfigMap.Name)...)
	}
	if volume.Secret != nil {
		problems = append(problems, n.check(workload.Object, "Secret", volume.Secret.SecretName)...)
	}
	if volume.Projected != nil {
		for _, source := range volume.Projected.Sources {
			if source.ConfigMap != nil {
				problems = append(problems, n.check(workload.Object, "ConfigMap", source.ConfigMap.Name)...)
			}
			if source.Secret != nil {
				problems = append(problems, n.check(workload.Object, "Secret", source.Secret.Name)...)
			}
		}
	}
	return problems
}

func (n *Names) ofEnvironment(workload Workload, container corev1.Container) []string {
	var problems []string
	for _, source := range container.EnvFrom {
		if source.ConfigMapRef != nil {
			problems = append(problems, n.check(workload.Object, "ConfigMap", source.ConfigMapRef.Name)...)
		}
		if source.SecretRef != nil {
			problems = append(problems, n.check(workload.Object, "Secret", source.SecretRef.Name)...)
		}
	}
	for _, variable := range container.Env {
		if variable.ValueFrom == nil {
			continue
		}
		if reference := variable.ValueFrom.ConfigMapKeyRef; reference != nil {
			problems = append(problems, n.check(workload.Object, "ConfigMap", reference.Name)...)
		}
		if reference := variable.ValueFrom.SecretKeyRef; reference != nil {
			problems = append(problems, n.check(workload.Object, "Secret", reference.Name)...)
		}
	}
	return problems
}

// checkSelector looks whether a workload selects its own pods, and no one else's.
func checkSelector(set *Set, workload Workload) []string {
	if workload.Selector == nil {
		return nil
	}
	for _, label := range []string{nameLabel, componentLabel} {
		if workload.Selector.MatchLabels[label] == "" {
			return []string{fmt.Sprintf("%s does not select by %s", workload, label)}
		}
	}
	found, problem := selected(set, workload.Object, workload.Selector)
	if problem != "" {
		return []string{problem}
	}
	if len(found) != 1 || found[0].String() != workload.String() {
		return []string{fmt.Sprintf("%s selects other pods than its own", workload)}
	}
	return nil
}

// selected are the workloads whose pods a selector finds; finding none is a problem.
func selected(set *Set, from Object, selector *metav1.LabelSelector) ([]Workload, string) {
	matcher, err := metav1.LabelSelectorAsSelector(selector)
	if err != nil {
		return nil, fmt.Sprintf("%s: %s", from, oneLine(err))
	}
	var found []Workload
	for _, workload := range set.Workloads() {
		if matcher.Matches(labels.Set(workload.Template.Labels)) {
			found = append(found, workload)
		}
	}
	if len(found) == 0 {
		return nil, fmt.Sprintf("%s selects no pods", from)
	}
	return found, ""
}

func checkService(set *Set, object Object, service *corev1.Service) []string {
	found, problem := selected(set, object, &metav1.LabelSelector{MatchLabels: service.Spec.Selector})
	if problem != "" {
		return []string{problem}
	}
	var problems []string
	for _, port := range service.Spec.Ports {
		target := port.TargetPort
		if target == (intstr.IntOrString{}) {
			target = intstr.FromInt32(port.Port)
		}
		problems = append(problems, checkPort(object, found, target)...)
	}
	return problems
}

// checkPort looks whether each of the pods has a port of that name or number.
func checkPort(from Object, workloads []Workload, port intstr.IntOrString) []string {
	var problems []string
	for _, workload := range workloads {
		there := false
		for _, container := range workload.Template.Spec.Containers {
			there = there || hasPort(container, port)
		}
		if !there {
			problems = append(problems, fmt.Sprintf("%s: %s has no port %s", from, workload, port.String()))
		}
	}
	return problems
}

func hasPort(container corev1.Container, port intstr.IntOrString) bool {
	for _, each := range container.Ports {
		if port.Type == intstr.String && each.Name == port.StrVal ||
			port.Type == intstr.Int && each.ContainerPort == port.IntVal {
			return true
		}
	}
	return false
}

func checkGoverningService(set *Set, object Object, statefulSet *appsv1.StatefulSet) []string {
	service := set.Find("Service", statefulSet.Spec.ServiceName)
	if service == nil {
		return []string{fmt.Sprintf("%s: no Service %q", object, statefulSet.Spec.ServiceName)}
	}
	if service.Typed.(*corev1.Service).Spec.ClusterIP != corev1.ClusterIPNone {
		return []string{fmt.Sprintf("%s: Service %s is not headless", object, statefulSet.Spec.ServiceName)}
	}
	return nil
}

func checkNetworkPolicy(set *Set, object Object, policy *networkingv1.NetworkPolicy) []string {
	found, problem := selected(set, object, &policy.Spec.PodSelector)
	if problem != "" {
		return []string{problem}
	}
	if len(policy.Spec.PolicyTypes) == 0 {
		return []string{fmt.Sprintf("%s does not say what it is for", object)}
	}
	var problems []string
	for _, rule := range policy.Spec.Ingress {
		if len(rule.From) == 0 || len(rule.Ports) == 0 {
			problems = append(problems, fmt.Sprintf("%s lets everybody in, or to every port", object))
		}
		for _, peer := range rule.From {
			if peer.PodSelector == nil && peer.IPBlock == nil {
				problems = append(problems, fmt.Sprintf("%s lets a whole namespace in", object))
			}
		}
		for _, port := range rule.Ports {
			problems = append(problems, checkPort(object, found, *port.Port)...)
		}
	}
	for _, rule := range policy.Spec.Egress {
		if len(rule.Ports) == 0 {
			problems = append(problems, fmt.Sprintf("%s lets out to every port", object))
		}
	}
	return problems
}
