package dev.dockershim.monitoring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Links of the repository's pages to its own files, and to places in its pages. */
final class DocLinks {

    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*");

    private final Path root;

    /** Those of the pages below a directory. */
    DocLinks(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** All pages but what is built, fetched, hidden, or a test's. */
    Set<Path> pages() {
        Set<Path> pages = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean ours = directory.equals(root) || !isLeftOut(directory);
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /** What a page links to and is not there, one line each. */
    List<String> broken(Path page) {
        List<String> broken = new ArrayList<>();
        for (String link : MarkdownPage.read(page).links()) {
            if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(page, link)) {
                broken.add(root.relativize(page) + ": nothing is at " + link);
            }
        }
        return broken;
    }

    private boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path directory = page.getParent();
        if (directory == null) {
            return false;
        }
        Path target = path.isEmpty() ? page : directory.resolve(path).normalize();
        if (!target.startsWith(root) || !Files.exists(target)) {
            return false;
        }
        if (hash < 0) {
            return true;
        }
        return target.toString().endsWith(".md")
                && MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
    }

    private static boolean isLeftOut(Path directory) {
        Path name = directory.getFileName();
        return name == null
                || name.toString().startsWith(".")
                || Set.of("target", "node_modules").contains(name.toString())
                || directory.endsWith(Path.of("src", "test", "resources"));
    }
}
