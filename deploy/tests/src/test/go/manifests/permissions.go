package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
)

// checkPermissions compares what every service account may do with what it is to be able to do, exactly. Wildcards,
// Secrets and nodes/proxy could not be expected either: they are wrong in any case.
func checkPermissions(set *Set, expected Expectation) []string {
	var problems []string
	found := map[string][]string{}
	for _, object := range set.Objects {
		switch typed := object.Typed.(type) {
		case *corev1.ServiceAccount:
			found[object.Meta.GetName()] = append([]string{}, found[object.Meta.GetName()]...)
		case *rbacv1.ClusterRole:
			problems = append(problems, forbidden(object, typed.Rules)...)
			if typed.AggregationRule != nil {
				problems = append(problems, fmt.Sprintf("%s takes the rules of others", object))
			}
		case *rbacv1.Role:
			problems = append(problems, forbidden(object, typed.Rules)...)
		case *rbacv1.ClusterRoleBinding:
			role, ok := roleOf(set, typed.RoleRef)
			if !ok {
				problems = append(problems, fmt.Sprintf("%s binds %s, which is not here", object, typed.RoleRef.Name))
			}
			for _, subject := range typed.Subjects {
				problems = append(problems, checkSubject(set, object, subject)...)
				found[subject.Name] = append(found[subject.Name], granted(role)...)
			}
		case *rbacv1.RoleBinding:
			problems = append(problems, fmt.Sprintf("%s: nothing here is of one namespace", object))
		}
	}
	for _, account := range sortedKeys(expected.Permissions) {
		if _, there := found[account]; !there {
			problems = append(problems, fmt.Sprintf("permissions: no service account %s", account))
		}
	}
	for _, account := range sortedKeys(found) {
		problems = append(problems, compare("permissions of "+account, expected.Permissions[account], found[account])...)
	}
	return problems
}

func roleOf(set *Set, reference rbacv1.RoleRef) ([]rbacv1.PolicyRule, bool) {
	role := set.Find(reference.Kind, reference.Name)
	if role == nil || reference.APIGroup != rbacv1.GroupName {
		return nil, false
	}
	typed, ok := role.Typed.(*rbacv1.ClusterRole)
	if !ok {
		return nil, false
	}
	return typed.Rules, true
}

func checkSubject(set *Set, binding Object, subject rbacv1.Subject) []string {
	account := set.Find("ServiceAccount", subject.Name)
	if subject.Kind != "ServiceAccount" || subject.APIGroup != "" || account == nil {
		return []string{fmt.Sprintf("%s is for %s %s, which is no service account here", binding, subject.Kind, subject.Name)}
	}
	if subject.Namespace != account.Meta.GetNamespace() {
		return []string{fmt.Sprintf("%s is for %s in namespace %q, which is in %q",
			binding, subject.Name, subject.Namespace, account.Meta.GetNamespace())}
	}
	return nil
}

func forbidden(role Object, rules []rbacv1.PolicyRule) []string {
	var problems []string
	for _, rule := range rules {
		if len(rule.ResourceNames) > 0 || len(rule.NonResourceURLs) > 0 {
			problems = append(problems, fmt.Sprintf("%s: names of resources or URLs, which are not compared here", role))
		}
		for _, each := range append(append(append([]string{}, rule.APIGroups...), rule.Resources...), rule.Verbs...) {
			switch each {
			case "*", "secrets", "configmaps", "nodes/proxy", "nodes/log", "pods/exec", "impersonate", "escalate", "bind":
				problems = append(problems, fmt.Sprintf("%s grants %s", role, each))
			}
		}
	}
	return problems
}

// granted writes rules as "verb group/resource".
func granted(rules []rbacv1.PolicyRule) []string {
	var all []string
	for _, rule := range rules {
		for _, group := range rule.APIGroups {
			for _, resource := range rule.Resources {
				for _, verb := range rule.Verbs {
					name := resource
					if group != "" {
						name = group + "/" + resource
					}
					all = append(all, verb+" "+name)
				}
			}
		}
	}
	return all
}
