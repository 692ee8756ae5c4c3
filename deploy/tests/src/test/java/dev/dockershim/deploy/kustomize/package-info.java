/** The manifests of deploy/kustomize: what kustomize makes of them, what that may do, and what Pod Security says. */
@NullMarked
package dev.dockershim.deploy.kustomize;

import org.jspecify.annotations.NullMarked;
