package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read at one sitting; the bounds are those of well-kept Java code elsewhere. */
class SizesTest {

    private static final int MEDIAN = 70;
    private static final int NINE_OF_TEN = 170;
    private static final int LONGEST = 400;

    private record Length(String file, long lines) {

        static Length of(Path file) {
            return new Length(House.name(file), House.text(file).lines().count());
        }
    }

    private static final List<Length> LENGTHS = House.sources().stream()
            .map(Length::of)
            .sorted(Comparator.comparingLong(Length::lines))
            .toList();

    @Test
    void no_file_is_too_long() {
        assertThat(LENGTHS).filteredOn(length -> length.lines() > LONGEST).isEmpty();
    }

    @Test
    void half_of_the_files_are_short() {
        assertThat(at(0.5).lines()).as("median; longest: %s", longest()).isLessThanOrEqualTo(MEDIAN);
    }

    @Test
    void nine_of_ten_files_are_shorter_than_a_few_screens() {
        assertThat(at(0.9).lines()).as("p90; longest: %s", longest()).isLessThanOrEqualTo(NINE_OF_TEN);
    }

    private static Length at(double share) {
        return LENGTHS.get((int) (share * (LENGTHS.size() - 1)));
    }

    private static List<Length> longest() {
        return LENGTHS.reversed().stream().limit(10).toList();
    }
}
