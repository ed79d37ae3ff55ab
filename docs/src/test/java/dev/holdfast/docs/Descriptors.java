package dev.holdfast.docs;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.util.Set;

/** The compiled module descriptors. */
final class Descriptors {

    private Descriptors() {}

    static ModuleDescriptor of(String module) {
        try (var bytes = Files.newInputStream(House.file(module + "/target/classes/module-info.class"))) {
            return ModuleDescriptor.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the packages a module shows to the world. */
    static Set<String> exported(String module) {
        return of(module).exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toSet());
    }

    /** Tells whether the world can see the package of a class. */
    static boolean exports(JavaClass type) {
        return Scan.module(type)
                .filter(module -> exported(module).contains(type.getPackageName()))
                .isPresent();
    }
}
