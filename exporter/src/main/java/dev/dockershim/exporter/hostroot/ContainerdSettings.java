package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * containerd's configuration file and those it imports, put together as containerd does (cmd/containerd/server/config of
 * 2.x, services/server/config of 1.x).
 *
 * @param place whose configuration it is
 * @param criDisabled whether CRI is turned off
 * @param root where it keeps its data; empty if not said
 * @param images CRI's settings of images and registries
 * @param runtime CRI's settings of runtimes and CNI
 */
record ContainerdSettings(ContainerdPlace place, boolean criDisabled, String root, Settings images, Settings runtime) {

    private static final String CRI_1 = "io.containerd.grpc.v1.cri";
    private static final String IMAGES_2 = "io.containerd.cri.v1.images";
    private static final String RUNTIME_2 = "io.containerd.cri.v1.runtime";

    /**
     * Without any of them there is no CRI. The short name is for files of version 1, as Docker's package ships one; in
     * later ones it keeps containerd from starting at all (ValidateVersion).
     */
    private static final Set<String> CRI_PLUGINS = Set.of("cri", CRI_1, IMAGES_2, RUNTIME_2);

    /** The latest version of the format, containerd 2.4's. */
    private static final int LATEST = 4;

    private static final int MAX_FILES = 16;
    private static final String WHAT = "containerd's configuration";

    /**
     * Reads it.
     *
     * @param arguments of the running containerd; null if they are not known
     * @param version of the running containerd; null if it is not known
     * @throws MissingFileException if there is no containerd, or its configuration cannot be read or understood
     */
    static ContainerdSettings read(HostRoot host, @Nullable List<String> arguments, @Nullable Version version)
            throws MissingFileException {
        Flags flags = Flags.parse(arguments == null ? List.of() : arguments, Set.of("config", "c", "root"), Set.of());
        if (flags == null) {
            throw new MissingFileException(Reason.INVALID, "containerd has a flag without its value");
        }
        ContainerdPlace place = place(host, flags.text("config", "c"));
        Files files = new Files(host, version != null && version.atLeast(2, 0, 0));
        if (host.kind(place.config()) != HostRoot.Kind.ABSENT) {
            files.readAll(place.config());
        }
        String root = flags.text("root");
        return new ContainerdSettings(
                place, files.criDisabled, root.isEmpty() ? files.root : root, files.images, files.runtime);
    }

    private static ContainerdPlace place(HostRoot host, String named) throws MissingFileException {
        // Docker starts a containerd of its own, of a file below /run/docker, when it finds none: no kubelet can use
        // it.
        if (!named.isEmpty() && !named.contains("/run/docker/")) {
            for (ContainerdPlace place : ContainerdPlace.ALL) {
                if (place.config().equals(named)) {
                    return place;
                }
            }
            return new ContainerdPlace(named, ContainerdPlace.OWN.units(), "");
        }
        for (ContainerdPlace place : ContainerdPlace.ALL) {
            if (host.kind(place.config()) != HostRoot.Kind.ABSENT) {
                return place;
            }
        }
        for (String path : ContainerdPlace.INSTALLED) {
            if (host.kind(path) != HostRoot.Kind.ABSENT) {
                return ContainerdPlace.OWN;
            }
        }
        throw new MissingFileException(Reason.ABSENT, "containerd is not installed on this host");
    }

    /** Reads file after file, and keeps what they say together. */
    private static final class Files {

        private final HostRoot host;
        private final Deque<String> pending = new ArrayDeque<>();
        private final Set<String> loaded = new HashSet<>();
        private boolean second;
        private int version;
        private boolean criDisabled;
        private String root = "";
        private Settings images = Settings.none();
        private Settings runtime = Settings.none();

        /**
         * Has read nothing yet.
         *
         * @param second whether it is containerd 2; if that is not known, the file's version tells
         */
        Files(HostRoot host, boolean second) {
            this.host = host;
            this.second = second;
        }

        void readAll(String path) throws MissingFileException {
            pending.add(path);
            while (!pending.isEmpty()) {
                String next = pending.remove();
                if (loaded.contains(next)) {
                    continue;
                }
                if (loaded.size() == MAX_FILES) {
                    throw new MissingFileException(Reason.FAILED, WHAT + " imports more than " + MAX_FILES + " files");
                }
                Settings file = SettingsFormat.TOML.read(host, next, WHAT);
                add(file, loaded.isEmpty());
                loaded.add(next);
                for (String imported : file.texts("imports")) {
                    pending.addAll(resolve(next, imported));
                }
            }
        }

        private void add(Settings file, boolean first) throws MissingFileException {
            int own = file.number("version");
            if (own > LATEST || own < 0) {
                throw new MissingFileException(Reason.INVALID, WHAT + " is of an unknown version");
            }
            if (first) {
                version = Math.max(own, 1);
                second |= version > 2;
            }
            criDisabled |= file.texts("disabled_plugins").stream().anyMatch(CRI_PLUGINS::contains);
            root = file.text("root").isEmpty() ? root : file.text("root");
            Settings plugins = file.table("plugins");
            // containerd 2 takes a file without a version for an old one, and moves its settings.
            int format = own == 0 && !first ? (second ? 2 : version) : Math.max(own, 1);
            for (String name : namesOfCri(format)) {
                if (plugins.has(name)) {
                    images = merged(images, plugins.table(name));
                    runtime = merged(runtime, plugins.table(name));
                }
            }
            if (second) {
                images = images.overlaid(plugins.table(IMAGES_2));
                runtime = runtime.overlaid(plugins.table(RUNTIME_2));
            }
        }

        /** A file of version 1 with the long name sets nothing in containerd 1.x: it knows plugins by their ids there. */
        private List<String> namesOfCri(int format) {
            if (format > 2) {
                return List.of();
            }
            if (format == 2) {
                return List.of(CRI_1);
            }
            return second ? List.of("cri", CRI_1) : List.of("cri");
        }

        /** containerd 2 lays a plugin's table over the one before; 1.x puts it in its place (mergeConfig). */
        private Settings merged(Settings before, Settings table) {
            return second ? before.overlaid(table) : table;
        }

        /** As resolveImports does, of patterns those in a file's name. */
        private List<String> resolve(String parent, String imported) throws MissingFileException {
            String path =
                    imported.startsWith("/") ? imported : parent.substring(0, parent.lastIndexOf('/') + 1) + imported;
            if (!path.contains("*")) {
                return List.of(path);
            }
            int slash = path.lastIndexOf('/');
            String directory = path.substring(0, slash);
            if (directory.contains("*") || directory.contains("?") || directory.contains("[")) {
                throw new MissingFileException(Reason.FAILED, WHAT + " imports by a pattern of directories");
            }
            Pattern pattern = pattern(path.substring(slash + 1));
            List<String> matches = new ArrayList<>();
            for (String name :
                    new HostText(host).names(directory, "a directory that containerd's configuration imports")) {
                if (pattern.matcher(name).matches()) {
                    matches.add(directory + "/" + name);
                }
            }
            return matches;
        }

        private static Pattern pattern(String glob) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                char c = glob.charAt(i);
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(String.valueOf(c)));
                }
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }
    }
}
