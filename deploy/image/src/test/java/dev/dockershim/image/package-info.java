@NullMarked
package dev.dockershim.image;

import org.jspecify.annotations.NullMarked;
