package dev.holdfast.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

    /** To be raised as the house grows; a scan that finds nothing would pass every other test. */
    private static final int FEWEST_CLASSES = 120;

    private static final DescribedPredicate<JavaClass> JAVA_BASE = describe(
            "are in java.base",
            type -> type.getBaseComponentType().isPrimitive()
                    || Object.class
                            .getModule()
                            .getPackages()
                            .contains(type.getBaseComponentType().getPackageName()));

    /** A sealed type has to name what implements it, and may make it; the compiler keeps everybody else out. */
    private static final DescribedPredicate<JavaClass> SEALED =
            describe("are sealed", type -> type.reflect().isSealed());

    private static final DescribedPredicate<JavaClass> HIDDEN =
            describe("are not exported", type -> !Descriptors.exports(type));

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return Scan.module(type).isPresent() ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void the_scan_saw_the_house() {
        assertThat(Scan.ALL).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
        assertThat(House.modulesWithSources())
                .allSatisfy(module -> assertThat(Scan.of(module)).isNotEmpty());
    }

    @Test
    void core_stands_on_few_shoulders() {
        var allowed = resideInAnyPackage(
                "dev.holdfast..",
                "java..",
                "org.jspecify..",
                "org.slf4j..",
                "com.github.benmanes.caffeine..",
                "io.github.bucket4j..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "jakarta.validation..");
        check(classes().should().onlyDependOnClassesThat(allowed.or(JAVA_BASE)), "core");
    }

    @Test
    void http_stands_on_java_base_alone() {
        var allowed = resideInAnyPackage("dev.holdfast", "dev.holdfast.http..", "org.jspecify.annotations");
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.holdfast.http..")
                        .should()
                        .onlyDependOnClassesThat(allowed.or(JAVA_BASE)),
                "core");
    }

    @Test
    void data_never_sees_http() {
        check(noClasses().should().dependOnClassesThat(resideInAPackage("dev.holdfast.http..")), "data");
    }

    @Test
    void packages_of_libraries_know_each_other_in_one_direction() {
        slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .ignoreDependency(SEALED, HIDDEN)
                .allowEmptyShould(true)
                .check(Scan.LIBRARIES);
    }

    private static void check(ArchRule rule, String module) {
        rule.allowEmptyShould(true).check(Scan.of(module));
    }
}
