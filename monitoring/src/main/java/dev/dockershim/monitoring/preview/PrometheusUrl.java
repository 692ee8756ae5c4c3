package dev.dockershim.monitoring.preview;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The base URL of a Prometheus. */
final class PrometheusUrl implements ITypeConverter<URI> {

    private static final int LAST_PORT = 65_535;

    @Override
    public URI convert(String value) {
        if (value.contains("@")) {
            // What is before it may be a password: it is not repeated.
            throw new TypeConversionException("a URL with a user is not supported");
        }
        URI url;
        try {
            url = new URI(value);
        } catch (URISyntaxException e) {
            throw refused(value);
        }
        boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getPort() > LAST_PORT) {
            throw refused(value);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new TypeConversionException("'" + value + "' has more than a path");
        }
        return url;
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException("'" + value + "' is no http(s) URL, such as http://127.0.0.1:9090");
    }
}
