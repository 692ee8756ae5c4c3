/** Rules and dashboards, made from the mixin. */
@NullMarked
package dev.dockershim.monitoring.mixin;

import org.jspecify.annotations.NullMarked;
