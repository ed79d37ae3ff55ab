package dev.holdfast.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits of the code that a compiler does not know. */
class HabitsTest {

    private static final Pattern ACCESSOR = Pattern.compile("(get|set)[A-Z].*");

    @Test
    void every_package_marks_its_nulls() {
        var packages = new HashSet<Path>();
        for (var file : House.sources()) {
            if (!file.endsWith("module-info.java")) {
                packages.add(file.resolveSibling("package-info.java"));
            }
        }
        assertThat(packages)
                .allMatch(info -> Files.exists(info) && House.text(info).contains("@NullMarked\npackage "));
    }

    @Test
    void exported_types_speak_without_get_and_set() {
        for (var module : House.modulesWithSources()) {
            if (!Scan.PROGRAMS.contains(module)) {
                assertThat(accessors(module)).as(module).isEmpty();
            }
        }
    }

    @Test
    void a_name_says_what_a_thing_is() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?"));
    }

    @Test
    void nobody_changes_a_field_of_somebody_else() {
        // The harness of the benchmarks sets the parameters of a state through its public fields.
        check(fields().that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("dev.holdfast.bench..")
                .should()
                .beFinal());
    }

    @Test
    void requests_and_answers_are_values() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .haveNameMatching("dev\\.holdfast\\.http\\.(Request|Response|Headers)(\\$.*)?")
                .should()
                .beFinal());
    }

    @Test
    void nothing_hangs_on_a_thread() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Inheritable)?ThreadLocal|io\\.netty\\..*FastThreadLocal"));
    }

    @Test
    void a_library_does_not_print() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .allowEmptyShould(true)
                .check(Scan.LIBRARIES);
    }

    private static Stream<String> accessors(String module) {
        var exported = Descriptors.exported(module);
        return Scan.of(module).stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(HabitsTest::visible)
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> ACCESSOR.matcher(method.getName()).matches())
                .filter(method -> !imposed(method))
                .map(JavaMethod::getFullName);
    }

    private static boolean visible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HabitsTest::visible).orElse(true);
    }

    /** A name that a supertype from elsewhere has given cannot be chosen. */
    private static boolean imposed(JavaMethod method) {
        var owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(type -> Scan.module(type).isEmpty())
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName()));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(Scan.ALL);
    }
}
