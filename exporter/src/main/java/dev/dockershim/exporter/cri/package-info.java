/**
 * The runtime's CRI over gRPC on a Unix socket, v1 with v1alpha2 as fallback. Knows nothing of metrics.
 *
 * <p>One {@link dev.dockershim.exporter.cri.CriClient} per process, with one daemon thread; the sources and the reader
 * of details share it. Java's own Unix sockets (JDK 16) do, without native libraries.
 *
 * <p>System properties worth setting, by one run each of reading 100 containers 200 times with SerialGC, C1 only
 * and {@code -Xmx64m}:
 *
 * <ul>
 *   <li>{@code -Dio.netty.allocator.type=unpooled} saves 9 MB of resident memory on JDK 17 and 2 MB on 25.
 *   <li>{@code -Dio.netty.noPreferDirect=true} and {@code -Dio.netty.noUnsafe=true} change it by less than 1 MB, which
 *       is noise; they are not needed.
 *   <li>The heap's limit counts most: {@code -Xmx32m} instead of 64 saves another 9 MB (JDK 17).
 *   <li>{@code --sun-misc-unsafe-memory-access=allow} on JDK 24 and newer keeps protobuf's warning out of the log;
 *       together with {@code -XX:+IgnoreUnrecognizedVMOptions} JDK 17 takes it too.
 * </ul>
 */
@NullMarked
package dev.dockershim.exporter.cri;

import org.jspecify.annotations.NullMarked;
