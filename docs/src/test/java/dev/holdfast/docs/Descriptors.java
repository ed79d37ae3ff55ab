package dev.holdfast.docs;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.util.Set;

/** The compiled module descriptors. */
final class Descriptors {

    private Descriptors() {}

    static ModuleDescriptor of(String module) throws IOException {
        try (var bytes = Files.newInputStream(House.file(module + "/target/classes/module-info.class"))) {
            return ModuleDescriptor.read(bytes);
        }
    }

    /** Returns the packages a module shows to the world. */
    static Set<String> exported(String module) throws IOException {
        return of(module).exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toSet());
    }
}
