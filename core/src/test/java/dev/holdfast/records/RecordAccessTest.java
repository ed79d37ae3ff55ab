package dev.holdfast.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways into records do the same. */
final class RecordAccessTest {

    interface Way {
        RecordAccess to(Class<?> type) throws IllegalAccessException;
    }

    private record Everything(
            boolean a,
            byte b,
            short c,
            char d,
            int e,
            long f,
            float g,
            double h,
            @Nullable String i,
            List<String> j,
            List<Optional<String>> k,
            Nothing l) {}

    private record Nothing() {}

    private record Strict(int number) {
        private Strict {
            if (number < 0) {
                throw new IllegalArgumentException("not below 0");
            }
        }
    }

    record Told(String text) {
        @Override
        public String text() {
            return "told: " + text;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                type -> RecordAccess.of(type, MethodHandles.lookup()),
                type -> LinkedAccess.of(type, MethodHandles.privateLookupIn(type, MethodHandles.lookup())));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void every_kind_of_component_goes_in_and_comes_out(Way way) throws Exception {
        var access = way.to(Everything.class);
        Object[] components = {
            true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, null, List.of("y"), List.of(Optional.of("x")), new Nothing()
        };

        var made = access.construct(components);

        assertThat(made).isInstanceOf(Everything.class);
        assertThat(IntStream.range(0, components.length).mapToObj(index -> access.component(made, index)))
                .containsExactly(components);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_record_without_components_is_made_of_nothing(Way way) throws Exception {
        assertThat(way.to(Nothing.class).construct(new Object[0])).isEqualTo(new Nothing());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_a_constructor_refuses_is_thrown_as_it_is(Way way) throws Exception {
        var access = way.to(Strict.class);

        assertThatThrownBy(() -> access.construct(new Object[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not below 0");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_component_is_what_its_accessor_says(Way way) throws Exception {
        assertThat(way.to(Told.class).component(new Told("x"), 0)).isEqualTo("told: x");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_does_not_fit_is_refused(Way way) throws Exception {
        var access = way.to(Strict.class);

        assertThatThrownBy(() -> access.construct(new Object[] {"1"})).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> access.construct(new Object[] {null})).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> access.component(new Strict(1), 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> access.component(new Strict(1), -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
