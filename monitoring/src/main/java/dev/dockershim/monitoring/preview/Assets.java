package dev.dockershim.monitoring.preview;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Scripts and styles that are written into pages, so that they need no network. */
final class Assets {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/%s/dist/echarts.common.min.js";
    private static final String ECHARTS_VERSION = "/META-INF/maven/org.webjars.npm/echarts/pom.properties";

    private Assets() {}

    static String read(String name) {
        return text("/preview/" + name);
    }

    /** The charting library, whichever version is on the class path. */
    static String echarts() {
        Properties properties = new Properties();
        try (InputStream in = open(ECHARTS_VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(ECHARTS.formatted(properties.getProperty("version"))).replace("</script", "<\\/script");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return in;
    }
}
