package dev.holdfast.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The repository as it lies on the disk. */
final class House {

    private static final Path ROOT = root();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private House() {}

    /** Returns a file or folder of the repository. */
    static Path file(String name) {
        return ROOT.resolve(name);
    }

    /** Returns the name of a file as seen from the root, with slashes on every system. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the modules of the reactor. */
    static List<String> modules() {
        return MODULE.matcher(text(file("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Returns the modules that have Java sources to be shipped. */
    static List<String> modulesWithSources() {
        return modules().stream().filter(module -> !sources(module).isEmpty()).toList();
    }

    /** Returns the shipped Java sources of a module. */
    static List<Path> sources(String module) {
        return files(file(module + "/src/main/java"), ".java");
    }

    /** Returns the shipped Java sources of all modules. */
    static List<Path> sources() {
        return modules().stream().flatMap(module -> sources(module).stream()).toList();
    }

    /** Returns the Java sources of the tests of all modules. */
    static List<Path> tests() {
        return modules().stream()
                .flatMap(module -> files(file(module + "/src/test/java"), ".java").stream())
                .toList();
    }

    /** Returns every page of the repository. */
    static List<Path> pages() {
        return files(ROOT, ".md");
    }

    /** Returns the whole of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never enters what others write to meanwhile: a walk that loses a file half way fails. */
    private static List<Path> files(Path folder, String ending) {
        var found = new ArrayList<Path>();
        var visitor = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                return NOT_OURS.contains(entered.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder, visitor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return found;
    }

    private static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run this inside the repository");
    }
}
