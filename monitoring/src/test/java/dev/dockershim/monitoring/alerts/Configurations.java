package dev.dockershim.monitoring.alerts;

import dev.dockershim.monitoring.mixin.Mixin;

/** The rules of a configuration of one's own. */
final class Configurations {

    private Configurations() {}

    /**
     * The rules that a user gets.
     *
     * @param config what is laid over the default one, in Jsonnet, such as {@code clusterLabel: 'site'}
     * @throws IllegalArgumentException with Jsonnet's own message
     */
    static Rules with(String config) {
        String mixin = "(import 'mixin/mixin.libsonnet') + { _config+:: {" + config + "} }";
        return new Rules(Mixin.evaluate(
                Rules.REPOSITORY,
                "local mixin = " + mixin
                        + "; { groups: mixin.prometheusRules.groups + mixin.prometheusAlerts.groups }"));
    }
}
