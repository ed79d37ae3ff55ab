package dev.holdfast.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers of the reference backend: routes, controllers, services, models. */
class LayersTest {

    private static final String APP = "dev.holdfast.myapp";

    /** What a layer may know of the others. The root package builds the whole and knows them all. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "routes", Set.of("controllers", "models", "middleware", "config"),
            "controllers", Set.of("services", "models"),
            "services", Set.of("models", "config"),
            "models", Set.of(),
            "middleware", Set.of("services", "models", "config"),
            "config", Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"routes", "controllers", "services", "models", "middleware", "config"})
    void a_layer_knows_only_those_below_it(String layer) {
        var hidden = MAY_KNOW.keySet().stream()
                .filter(other -> !other.equals(layer)
                        && !MAY_KNOW.getOrDefault(layer, Set.of()).contains(other))
                .map(LayersTest::inside);
        refuse(layer, resideInAnyPackage(Stream.concat(hidden, Stream.of(APP)).toArray(String[]::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "models", "config"})
    void what_decides_has_never_heard_of_http(String layer) {
        refuse(layer, resideInAnyPackage("dev.holdfast.http..", "dev.holdfast.server.."));
    }

    @Test
    void repositories_are_reached_from_services_only() {
        noClasses()
                .that()
                .resideInAPackage(APP + "..")
                .and()
                .resideOutsideOfPackages(APP, inside("services"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.holdfast.data.Repository")
                .allowEmptyShould(true)
                .check(Scan.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "controllers", "services", "models", "middleware"})
    void nobody_goes_around_the_repositories(String layer) {
        refuse(layer, resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."));
    }

    @Test
    void there_is_no_other_room() {
        assertThat(Scan.of("my-app").stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(APP))
                        .map(name -> name.substring(APP.length() + 1).replaceFirst("\\..*", ""))
                        .distinct())
                .isSubsetOf(MAY_KNOW.keySet());
    }

    private static void refuse(String layer, DescribedPredicate<JavaClass> hidden) {
        noClasses()
                .that()
                .resideInAPackage(inside(layer))
                .should()
                .dependOnClassesThat(hidden)
                .allowEmptyShould(true)
                .check(Scan.ALL);
    }

    private static String inside(String layer) {
        return APP + "." + layer + "..";
    }
}
