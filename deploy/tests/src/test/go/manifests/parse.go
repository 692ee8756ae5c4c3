package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
)

// Object is one manifest, by the type that the API server has for it.
type Object struct {
	Kind  string
	Meta  metav1.Object
	Typed runtime.Object
}

// Set is what is applied together.
type Set struct {
	Objects []Object
}

// Workload is an object with pods of its own.
type Workload struct {
	Object
	Template corev1.PodTemplateSpec
	Selector *metav1.LabelSelector
}

func (o Object) String() string {
	return o.Kind + "/" + o.Meta.GetName()
}

var onlyComments = regexp.MustCompile(`(?m)^\s*(#.*)?$`)

func newDecoder() (runtime.Decoder, error) {
	types := runtime.NewScheme()
	if err := scheme.AddToScheme(types); err != nil {
		return nil, err
	}
	if err := monitoringv1.AddToScheme(types); err != nil {
		return nil, err
	}
	// Strict: a field that the type lacks, or one that is there twice, is an error.
	return serializer.NewCodecFactory(types, serializer.EnableStrict).UniversalDeserializer(), nil
}

// parse reads every document, and tells what it cannot read.
func parse(text []byte) (*Set, []string) {
	set := &Set{}
	decoder, err := newDecoder()
	if err != nil {
		return set, []string{err.Error()}
	}
	var problems []string
	documents := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for number := 1; ; number++ {
		document, err := documents.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return set, append(problems, fmt.Sprintf("document %d: %v", number, err))
		}
		if isEmpty(document) {
			continue
		}
		object, err := decode(decoder, document)
		if err != nil {
			problems = append(problems, fmt.Sprintf("document %d: %s", number, oneLine(err)))
			continue
		}
		set.Objects = append(set.Objects, object)
	}
	if len(set.Objects) == 0 {
		problems = append(problems, "no object at all")
	}
	return set, problems
}

func isEmpty(document []byte) bool {
	return len(bytes.TrimSpace(onlyComments.ReplaceAll(bytes.TrimPrefix(document, []byte("---")), nil))) == 0
}

func decode(decoder runtime.Decoder, document []byte) (Object, error) {
	typed, kind, err := decoder.Decode(document, nil, nil)
	if err != nil {
		return Object{}, err
	}
	meta, ok := typed.(metav1.Object)
	if !ok {
		return Object{}, fmt.Errorf("%s has no metadata", kind.Kind)
	}
	if meta.GetName() == "" {
		return Object{}, fmt.Errorf("a %s without a name", kind.Kind)
	}
	return Object{Kind: kind.Kind, Meta: meta, Typed: typed}, nil
}

func oneLine(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

// Find is the object of that kind and name; nil if there is none.
func (s *Set) Find(kind, name string) *Object {
	for i := range s.Objects {
		if s.Objects[i].Kind == kind && s.Objects[i].Meta.GetName() == name {
			return &s.Objects[i]
		}
	}
	return nil
}

// Workloads are all objects with pods.
func (s *Set) Workloads() []Workload {
	var found []Workload
	for _, object := range s.Objects {
		switch typed := object.Typed.(type) {
		case *appsv1.DaemonSet:
			found = append(found, Workload{object, typed.Spec.Template, typed.Spec.Selector})
		case *appsv1.Deployment:
			found = append(found, Workload{object, typed.Spec.Template, typed.Spec.Selector})
		case *appsv1.StatefulSet:
			found = append(found, Workload{object, typed.Spec.Template, typed.Spec.Selector})
		case *batchv1.Job:
			found = append(found, Workload{object, typed.Spec.Template, nil})
		case *batchv1.CronJob:
			found = append(found, Workload{object, typed.Spec.JobTemplate.Spec.Template, nil})
		case *corev1.Pod:
			found = append(found, Workload{object, corev1.PodTemplateSpec{ObjectMeta: typed.ObjectMeta, Spec: typed.Spec}, nil})
		}
	}
	return found
}

// containers are all of a pod, those that only start it among them.
func containers(pod corev1.PodSpec) []corev1.Container {
	return append(append([]corev1.Container{}, pod.InitContainers...), pod.Containers...)
}
