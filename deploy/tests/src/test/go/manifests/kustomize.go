package main

import (
	"os"
	"path/filepath"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// kustomize builds a kustomization, with components on top as an overlay of a user's would add them, and in another
// namespace if one is named. Files outside of a kustomization's directory are refused, as kubectl refuses them.
func kustomize(directory string, components []string, namespace string) ([]byte, error) {
	target := directory
	if len(components) > 0 || namespace != "" {
		overlay, err := writeOverlay(directory, components, namespace)
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(overlay)
		target = overlay
	}
	options := krusty.MakeDefaultOptions()
	options.LoadRestrictions = types.LoadRestrictionsRootOnly
	resources, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), target)
	if err != nil {
		return nil, err
	}
	return resources.AsYaml()
}

func writeOverlay(directory string, components []string, namespace string) (string, error) {
	overlay, err := os.MkdirTemp("", "overlay")
	if err != nil {
		return "", err
	}
	if overlay, err = filepath.EvalSymlinks(overlay); err != nil {
		return "", err
	}
	file := types.Kustomization{
		TypeMeta: types.TypeMeta{
			APIVersion: types.KustomizationVersion,
			Kind:       types.KustomizationKind,
		},
		Namespace: namespace,
	}
	resource, err := relative(overlay, directory)
	if err != nil {
		return "", err
	}
	file.Resources = []string{resource}
	for _, component := range components {
		path, err := relative(overlay, component)
		if err != nil {
			return "", err
		}
		file.Components = append(file.Components, path)
	}
	text, err := yaml.Marshal(file)
	if err != nil {
		return "", err
	}
	return overlay, os.WriteFile(filepath.Join(overlay, "kustomization.yaml"), text, 0o644)
}

// relative is the path from one directory to another; kustomize takes no absolute one.
func relative(from, to string) (string, error) {
	absolute, err := filepath.Abs(to)
	if err != nil {
		return "", err
	}
	if absolute, err = filepath.EvalSymlinks(absolute); err != nil {
		return "", err
	}
	return filepath.Rel(from, absolute)
}
