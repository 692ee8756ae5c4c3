package dev.dockershim.exporter.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes a flag that is not given from the environment: {@code --kubelet.url} from DOCKERSHIM_EXPORTER_KUBELET_URL. */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final String PREFIX = "DOCKERSHIM_EXPORTER_";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variable that stands for a flag. */
    static String variable(String flag) {
        return PREFIX
                + flag.replaceFirst("^--", "")
                        .replace('.', '_')
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = environment.get(variable(option.longestName()));
        return value == null || value.isBlank() ? argument.defaultValue() : value;
    }
}
