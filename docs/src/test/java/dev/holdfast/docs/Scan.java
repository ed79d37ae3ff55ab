package dev.holdfast.docs;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The compiled classes of every module, read once. */
final class Scan {

    /** Programs rather than libraries: nobody imports them, and they may print. */
    static final Set<String> PROGRAMS = Set.of("my-app", "bench", "cli");

    private static final Pattern CLASS_FILE = Pattern.compile("([^/]+)/target/classes/([^$]+?)(?:\\$.*)?\\.class");

    /** A class file outlives its deleted source until the next clean build; what is gone breaks no rule. */
    private static final ImportOption HAS_SOURCE = location -> Files.exists(source(location.asURI()));

    /** Every class. */
    static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(HAS_SOURCE).importPaths(folders());

    /** Every class of a library. */
    static final JavaClasses LIBRARIES = ALL.that(DescribedPredicate.describe(
            "are in a library",
            (JavaClass type) ->
                    module(type).filter(module -> !PROGRAMS.contains(module)).isPresent()));

    private Scan() {}

    /** Returns the module a class comes from, or nothing for a class that is not ours. */
    static Optional<String> module(JavaClass type) {
        return type.getBaseComponentType()
                .getSource()
                .map(source -> CLASS_FILE.matcher(name(source.getUri())))
                .filter(file -> file.matches())
                .map(file -> file.group(1));
    }

    /** Returns the classes of one module. */
    static JavaClasses of(String module) {
        return ALL.that(DescribedPredicate.describe(
                "are in " + module,
                (JavaClass type) -> module(type).filter(module::equals).isPresent()));
    }

    private static Path source(URI classFile) {
        var file = CLASS_FILE.matcher(name(classFile));
        return House.file(
                file.matches() ? file.group(1) + "/src/main/java/" + file.group(2) + ".java" : "not a class of ours");
    }

    /** A class of the JDK or of a library lies elsewhere, and keeps its whole name. */
    private static String name(URI classFile) {
        return classFile.getScheme().equals("file") ? House.name(Path.of(classFile)) : classFile.toString();
    }

    private static List<Path> folders() {
        return House.modules().stream()
                .map(module -> House.file(module + "/target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }
}
