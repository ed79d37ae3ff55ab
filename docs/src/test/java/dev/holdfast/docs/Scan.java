package dev.holdfast.docs;

import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The compiled classes of every module, read once. */
final class Scan {

    /** Programs rather than libraries: nobody imports them, and they may print. */
    static final Set<String> PROGRAMS = Set.of("my-app", "bench", "cli");

    /** Every class. */
    static final JavaClasses ALL = new ClassFileImporter().importPaths(folders());

    private static final Map<String, String> MODULE_OF = modulesByClass();

    /** Every class of a library. */
    static final JavaClasses LIBRARIES = ALL.that(DescribedPredicate.describe(
            "are in a library",
            (JavaClass type) ->
                    module(type).filter(module -> !PROGRAMS.contains(module)).isPresent()));

    private Scan() {}

    /** Returns the module a class comes from, or nothing for a class that is not ours. */
    static Optional<String> module(JavaClass type) {
        return Optional.ofNullable(MODULE_OF.get(type.getBaseComponentType().getName()));
    }

    /** Returns the classes of one module. */
    static JavaClasses of(String module) {
        return ALL.that(DescribedPredicate.describe(
                "are in " + module,
                (JavaClass type) -> module(type).filter(module::equals).isPresent()));
    }

    private static List<Path> folders() {
        return House.modules().stream()
                .map(Scan::folder)
                .filter(Files::isDirectory)
                .toList();
    }

    private static Path folder(String module) {
        return House.file(module + "/target/classes");
    }

    private static Map<String, String> modulesByClass() {
        var modules = new HashMap<String, String>();
        for (var module : House.modules()) {
            if (Files.isDirectory(folder(module))) {
                modules.putAll(new ClassFileImporter()
                        .importPath(folder(module)).stream().collect(toMap(JavaClass::getName, _ -> module)));
            }
        }
        return modules;
    }
}
