package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may import whom: in the descriptors of the modules, and in every class file besides. */
class ModulesTest {

    /** What each module may import of this house; a program may import every library. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("server", Set.of("core")),
            Map.entry("data", Set.of("core")),
            Map.entry("mail", Set.of("core")),
            Map.entry("accounts", Set.of("data", "mail", "core")),
            Map.entry("realtime", Set.of("core")),
            Map.entry("redis", Set.of("core", "realtime")),
            Map.entry("jobs", Set.of("data", "core")),
            Map.entry("ops", Set.of("core")),
            Map.entry("grpc", Set.of("core")),
            Map.entry("testkit", Set.of("server", "core")));

    /** What core forces upon everyone: a new name here wants a decision in docs/decisions. */
    private static final Set<String> CORE_MAY_REQUIRE = Set.of(
            "java.base",
            "org.jspecify",
            "org.slf4j",
            "tools.jackson.core",
            "tools.jackson.databind",
            "com.fasterxml.jackson.annotation",
            "com.github.benmanes.caffeine",
            "io.github.bucket4j.core",
            "jakarta.validation");

    @Test
    void every_module_has_its_place_in_the_order() {
        assertThat(House.modules())
                .allMatch(module ->
                        MAY_IMPORT.containsKey(module) || Scan.PROGRAMS.contains(module) || module.equals("docs"));
    }

    @Test
    void a_class_sees_only_what_its_module_may_import() {
        var faults = new ArrayList<String>();
        for (var type : Scan.ALL) {
            var from = Scan.module(type).orElseThrow();
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                Scan.module(dependency.getTargetClass())
                        .filter(to -> !mayImport(from, to))
                        .ifPresent(to -> faults.add(from + " -> " + to + ": " + dependency.getDescription()));
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void every_library_says_what_it_needs_and_offers() {
        assertThat(libraries())
                .allMatch(module -> Files.exists(House.file(module + "/src/main/java/module-info.java")));
    }

    @Test
    void a_descriptor_requires_only_what_its_module_may_import() {
        for (var module : libraries()) {
            var allowed =
                    MAY_IMPORT.get(module).stream().map(ModulesTest::moduleName).toList();
            assertThat(requires(module))
                    .as(module)
                    .filteredOn(name -> name.startsWith("dev.holdfast"))
                    .isSubsetOf(allowed);
        }
    }

    @Test
    void core_requires_little() {
        assertThat(requires("core")).isSubsetOf(CORE_MAY_REQUIRE);
    }

    private static boolean mayImport(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        // The benchmarks measure the reference backend.
        return MAY_IMPORT.containsKey(from)
                ? MAY_IMPORT.get(from).contains(to)
                : MAY_IMPORT.containsKey(to) || (from.equals("bench") && to.equals("my-app"));
    }

    private static List<String> libraries() {
        return House.modulesWithSources().stream()
                .filter(MAY_IMPORT::containsKey)
                .toList();
    }

    private static String moduleName(String module) {
        return module.equals("core") ? "dev.holdfast" : "dev.holdfast." + module;
    }

    private static List<String> requires(String module) {
        return Descriptors.of(module).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .toList();
    }
}
