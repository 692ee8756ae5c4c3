package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
)

// KnownFlags are the flags of each role, and whether they take a value.
type KnownFlags map[string]map[string]bool

var flagRow = regexp.MustCompile("^\\| `(--[a-z][a-z0-9.-]*)(=[^`]*)?` \\|")

// readFlags reads docs/flags.md, which is made from the code.
func readFlags(file string) (KnownFlags, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	known := KnownFlags{}
	role := ""
	for _, line := range strings.Split(string(text), "\n") {
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			role = heading
			known[role] = map[string]bool{}
		}
		if row := flagRow.FindStringSubmatch(line); row != nil {
			known[role][row[1]] = row[2] != ""
		}
	}
	if len(known["agent"]) == 0 || len(known["watcher"]) == 0 {
		return nil, errors.New(file + " lists no flags of agent and watcher")
	}
	return known, nil
}

// The command that the image has for a watcher; its own is the agent's.
var watcherCommand = []string{"java", "@/opt/dockershim-exporter/watcher.args"}

// checkCommandLines looks whether each process is started with flags that it has, with those that are expected, and
// with files that are mounted; and whether its probes ask for what it serves.
func checkCommandLines(set *Set, expected Expectation, known KnownFlags) []string {
	problems := unknownKeys("arguments", expected.Arguments, set)
	for _, workload := range set.Workloads() {
		for _, container := range workload.Template.Spec.Containers {
			tell := func(format string, arguments ...any) {
				problems = append(problems, workload.String()+": "+fmt.Sprintf(format, arguments...))
			}
			if len(container.Args) == 0 {
				tell("no arguments: agent or watcher is to be the first")
				continue
			}
			role := container.Args[0]
			checkRole(role, container, tell)
			problems = append(problems, compare(workload.String()+": arguments",
				expected.Arguments[workload.String()], container.Args[1:])...)
			checkFlags(known[role], container, tell)
			checkFiles(container, tell)
			checkProbes(container, tell)
			checkShards(workload, container, tell)
		}
	}
	return problems
}

func checkRole(role string, container corev1.Container, tell teller) {
	if role != container.Name {
		tell("container %s runs %s", container.Name, role)
	}
	command := []string{}
	if role == "watcher" {
		command = watcherCommand
	}
	for _, problem := range compare("command", command, container.Command) {
		tell("%s", problem)
	}
	port := map[string]int32{"agent": 10061, "watcher": 10062}[role]
	if len(container.Ports) != 1 || container.Ports[0].Name != "http" || container.Ports[0].ContainerPort != port {
		tell("its port is not http, %d", port)
	}
}

func checkFlags(known map[string]bool, container corev1.Container, tell teller) {
	seen := map[string]bool{}
	for _, argument := range container.Args[1:] {
		name, _, hasValue := strings.Cut(argument, "=")
		takesValue, there := known[name]
		switch {
		case !there:
			tell("no flag %s", argument)
		case takesValue != hasValue:
			tell("flag %s takes a value, or takes none", argument)
		case seen[name]:
			tell("flag %s is there twice", name)
		}
		seen[name] = true
	}
	for _, variable := range container.Env {
		if flag, ours := strings.CutPrefix(variable.Name, "DOCKERSHIM_EXPORTER_"); ours && !hasVariable(known, flag) {
			tell("no flag for variable %s", variable.Name)
		}
	}
}

func hasVariable(known map[string]bool, variable string) bool {
	for name := range known {
		if strings.NewReplacer(".", "_", "-", "_").Replace(strings.ToUpper(strings.TrimPrefix(name, "--"))) == variable {
			return true
		}
	}
	return false
}

// checkFiles looks whether paths in flags are below a mount.
func checkFiles(container corev1.Container, tell teller) {
	for _, argument := range container.Args[1:] {
		_, value, _ := strings.Cut(argument, "=")
		path := strings.TrimPrefix(value, "unix://")
		if !strings.HasPrefix(path, "/") || strings.HasSuffix(strings.SplitN(argument, "=", 2)[0], "-path") {
			continue
		}
		mounted := false
		for _, mount := range container.VolumeMounts {
			mounted = mounted || path == mount.MountPath || strings.HasPrefix(path, mount.MountPath+"/") ||
				strings.HasPrefix(mount.MountPath, path+"/")
		}
		if !mounted {
			tell("nothing is mounted at %s", path)
		}
	}
}

func checkProbes(container corev1.Container, tell teller) {
	guarded := false
	for _, argument := range container.Args {
		guarded = guarded || strings.HasPrefix(argument, "--web.config.file=")
	}
	for name, probe := range map[string]*corev1.Probe{
		"startup": container.StartupProbe, "liveness": container.LivenessProbe, "readiness": container.ReadinessProbe,
	} {
		path := "/-/healthy"
		if name == "readiness" {
			path = "/-/ready"
		}
		switch {
		case probe == nil:
			tell("no %s probe", name)
		case guarded && probe.TCPSocket != nil && hasPort(container, probe.TCPSocket.Port):
		case guarded && probe.HTTPGet != nil && probe.HTTPGet.Scheme == corev1.URISchemeHTTPS && isOf(container, probe, path):
		case !guarded && probe.HTTPGet != nil && probe.HTTPGet.Scheme != corev1.URISchemeHTTPS && isOf(container, probe, path):
		default:
			tell("its %s probe does not ask for %s, or in a way that is not answered", name, path)
		}
	}
}

func isOf(container corev1.Container, probe *corev1.Probe, path string) bool {
	return probe.HTTPGet.Path == path && hasPort(container, probe.HTTPGet.Port)
}

// checkShards looks whether there are as many shards as the cluster is divided into.
func checkShards(workload Workload, container corev1.Container, tell teller) {
	statefulSet, ok := workload.Typed.(*appsv1.StatefulSet)
	total := "1"
	for _, argument := range container.Args {
		if value, found := strings.CutPrefix(argument, "--total-shards="); found {
			total = value
		}
	}
	replicas := "1"
	if ok {
		replicas = replicaCount(statefulSet.Spec.Replicas)
	} else if deployment, is := workload.Typed.(*appsv1.Deployment); is {
		replicas = replicaCount(deployment.Spec.Replicas)
	}
	if replicas != total {
		tell("%s replicas for %s shards", replicas, total)
	}
}

func replicaCount(replicas *int32) string {
	if replicas == nil {
		return "1"
	}
	return strconv.Itoa(int(*replicas))
}
