/** Tests of the Helm chart in deploy/helm. */
@NullMarked
package dev.dockershim.deploy.chart;

import org.jspecify.annotations.NullMarked;
