/** Certificates and private keys in PEM. */
@NullMarked
package dev.dockershim.exporter.pem;

import org.jspecify.annotations.NullMarked;
