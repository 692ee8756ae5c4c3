package dev.dockershim.monitoring.mixin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import os.Path$;
import os.PathConvertible.NioPathConvertible$;
import scala.Option;
import sjsonnet.DefaultParseCache;
import sjsonnet.SjsonnetMain;
import sjsonnet.SjsonnetMain$;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates Jsonnet in this process. */
public final class Mixin {

    private Mixin() {}

    /**
     * What a file evaluates to.
     *
     * @param directory that the path of the file is relative to
     * @throws IllegalArgumentException with Jsonnet's own message
     */
    public static JsonNode evaluate(Path directory, Path file) {
        return run(directory, "--preserve-order", file.toString());
    }

    /**
     * What an expression evaluates to, such as {@code (import 'mixin/mixin.libsonnet') + {_config+:: {...}}}.
     *
     * @param directory that imports are relative to
     * @throws IllegalArgumentException with Jsonnet's own message
     */
    public static JsonNode evaluate(Path directory, String expression) {
        return run(directory, "--preserve-order", "--exec", expression);
    }

    private static JsonNode run(Path directory, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exitCode = SjsonnetMain.main0(
                arguments,
                new DefaultParseCache(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(errors, true, UTF_8),
                Path$.MODULE$.apply(directory.toAbsolutePath(), NioPathConvertible$.MODULE$),
                Option.empty(),
                Option.empty(),
                SjsonnetMain$.MODULE$.main0$default$9());
        if (exitCode != 0) {
            throw new IllegalArgumentException(errors.toString(UTF_8).strip());
        }
        return JsonMapper.shared().readTree(out.toString(UTF_8));
    }
}
