package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;

/**
 * Words the verdict on a setting of Docker's.
 *
 * @param set what is set
 * @param planned whether Docker is still the runtime, so that the setting has yet to be carried over
 */
record Successor(String set, boolean planned) {

    /** It has one. */
    Verdict found(String where) {
        return new Pass("Docker's configuration has " + set + ": " + where + ".");
    }

    /** It has none. */
    Verdict lost(String why) {
        return new Fail("Docker's configuration has " + set + ": " + why
                + (planned ? ". It has to be carried over before the move." : ". The setting is no longer in force."));
    }

    /** It cannot be told. */
    Verdict unclear(String why) {
        return new Unknown("Docker's configuration has " + set + ": " + why + ".");
    }
}
