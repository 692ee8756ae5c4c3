package main

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Longest time that running scrapes have to end after SIGTERM, in seconds.
const shutdownSeconds = 10

// What the projected token's volume looks like where a client looks for it.
const accountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount"

// checkPods looks at what Pod Security leaves open: tokens, the root file system, memory, namespaces of the host, and
// what is mounted of it.
func checkPods(set *Set, expected Expectation) []string {
	problems := unknownKeys("hostPaths", expected.HostPaths, set)
	for _, account := range set.Objects {
		if typed, ok := account.Typed.(*corev1.ServiceAccount); ok {
			if typed.AutomountServiceAccountToken == nil || *typed.AutomountServiceAccountToken {
				problems = append(problems, fmt.Sprintf("%s mounts its token into every pod", account))
			}
		}
	}
	for _, workload := range set.Workloads() {
		tell := func(format string, arguments ...any) {
			problems = append(problems, workload.String()+": "+fmt.Sprintf(format, arguments...))
		}
		checkPod(workload.Template.Spec, tell)
		for _, container := range containers(workload.Template.Spec) {
			checkContainer(container, tell)
		}
		checkToken(workload.Template.Spec, tell)
		problems = append(problems, compare(workload.String()+": host paths",
			expected.HostPaths[workload.String()], hostPaths(workload.Template.Spec, tell))...)
		problems = append(problems, checkTemplateLabels(workload, expected)...)
	}
	return problems
}

func checkTemplateLabels(workload Workload, expected Expectation) []string {
	what := workload.String() + ": pods"
	problems := checkLabels(what, workload.Template.Labels, expected)
	if component := ofComponent(workload.Meta.GetName()); component != "" {
		problems = append(problems, checkLabel(what, workload.Template.Labels, componentLabel, component)...)
	}
	return problems
}

type teller func(format string, arguments ...any)

func checkPod(pod corev1.PodSpec, tell teller) {
	if pod.HostNetwork || pod.HostPID || pod.HostIPC {
		tell("shares a namespace with the host")
	}
	if pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken {
		tell("has its token mounted automatically")
	}
	if pod.EnableServiceLinks == nil || *pod.EnableServiceLinks {
		tell("has a variable for every Service")
	}
	if pod.NodeSelector["kubernetes.io/os"] != "linux" {
		tell("may come to a Windows node")
	}
	if pod.TerminationGracePeriodSeconds == nil || *pod.TerminationGracePeriodSeconds <= shutdownSeconds {
		tell("is killed before running scrapes have ended")
	}
	if len(pod.Containers) != 1 {
		tell("has %d containers", len(pod.Containers))
	}
	for _, volume := range pod.Volumes {
		if volume.EmptyDir != nil && volume.EmptyDir.SizeLimit == nil {
			tell("volume %s has no limit", volume.Name)
		}
	}
}

func checkContainer(container corev1.Container, tell teller) {
	security := container.SecurityContext
	if security == nil || security.ReadOnlyRootFilesystem == nil || !*security.ReadOnlyRootFilesystem {
		tell("the root file system can be written to")
	}
	if security == nil || security.AllowPrivilegeEscalation == nil || *security.AllowPrivilegeEscalation {
		tell("may gain privileges")
	}
	if security == nil || security.Capabilities == nil || len(security.Capabilities.Add) > 0 ||
		len(security.Capabilities.Drop) != 1 || security.Capabilities.Drop[0] != "ALL" {
		tell("has capabilities")
	}
	requests, limits := container.Resources.Requests, container.Resources.Limits
	if requests.Cpu().IsZero() || requests.Memory().IsZero() || limits.Memory().Cmp(*requests.Memory()) < 0 {
		tell("asks for no CPU or memory, or for more than its limit")
	}
	if !limits.Cpu().IsZero() {
		tell("is throttled, which makes scrapes late and probes fail")
	}
	if image := container.Image; image == "" || strings.HasSuffix(image, ":latest") || !strings.ContainsAny(image, ":@") {
		tell("image %q says no version", image)
	}
	for _, port := range container.Ports {
		if port.HostPort != 0 {
			tell("takes port %d of the host", port.HostPort)
		}
	}
}

// checkToken looks for the token that expires, the cluster's CA and the namespace, where both roles look for them.
func checkToken(pod corev1.PodSpec, tell teller) {
	for _, container := range pod.Containers {
		for _, mount := range container.VolumeMounts {
			if mount.MountPath == accountDirectory {
				checkTokenVolume(pod, mount, tell)
				return
			}
		}
	}
	tell("no token at %s", accountDirectory)
}

func checkTokenVolume(pod corev1.PodSpec, mount corev1.VolumeMount, tell teller) {
	if !mount.ReadOnly {
		tell("its token can be written to")
	}
	files := map[string]bool{}
	for _, volume := range pod.Volumes {
		if volume.Name != mount.Name || volume.Projected == nil {
			continue
		}
		for _, source := range volume.Projected.Sources {
			if token := source.ServiceAccountToken; token != nil {
				files[token.Path] = true
				// Kubelets let the API server review it, for its own audiences. The API's shortest time is ten minutes.
				if token.Audience != "" || token.ExpirationSeconds == nil || *token.ExpirationSeconds < 600 || *token.ExpirationSeconds > 3607 {
					tell("its token has an audience, or does not expire within the hour")
				}
			}
			if source.ConfigMap != nil {
				for _, item := range source.ConfigMap.Items {
					files[item.Path] = true
				}
			}
			if source.DownwardAPI != nil {
				for _, item := range source.DownwardAPI.Items {
					files[item.Path] = true
				}
			}
		}
	}
	for _, file := range []string{"token", "ca.crt", "namespace"} {
		if !files[file] {
			tell("no %s at %s", file, accountDirectory)
		}
	}
}

// hostPaths are those of a pod; each must be mounted read-only, and exist: none is made on the host.
func hostPaths(pod corev1.PodSpec, tell teller) []string {
	var found []string
	for _, volume := range pod.Volumes {
		if volume.HostPath == nil {
			continue
		}
		found = append(found, volume.HostPath.Path)
		switch kind := volume.HostPath.Type; {
		case kind == nil, *kind == corev1.HostPathUnset:
			tell("%s would be made a directory by the runtime where it is missing: say its type", volume.HostPath.Path)
		case *kind == corev1.HostPathDirectoryOrCreate, *kind == corev1.HostPathFileOrCreate:
			tell("%s is made on the host", volume.HostPath.Path)
		}
		for _, container := range containers(pod) {
			for _, mount := range container.VolumeMounts {
				if mount.Name == volume.Name && !mount.ReadOnly {
					tell("%s can be written to", volume.HostPath.Path)
				}
			}
		}
	}
	return found
}
