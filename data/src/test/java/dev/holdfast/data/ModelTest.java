package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Default;
import dev.holdfast.Trim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a model says about a record that cannot be one. */
class ModelTest {

    @Table("no spaces")
    private record Everything(
            String key,
            List<BigDecimal> sums,
            Object anything,
            @Trim int number,
            @Default("yes") boolean flag,
            @Default("ANGRY") Mood mood,
            @CreatedAt Optional<Instant> created,
            @Version int version,
            @Version long second) {}

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(() -> Model.of(Everything.class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("Everything is no model")
                .contains("needs @Table with a name of small letters")
                .contains("sums is of type java.util.List<java.math.BigDecimal>, which cannot be stored")
                .contains("anything is of type java.lang.Object, which cannot be stored")
                .contains("number is no text to trim or lowercase")
                .contains("flag has no use for @Default: it is never null")
                .contains("mood cannot be ANGRY by default: Mood has no constant ANGRY")
                .contains("created is marked CREATED_AT and has to be of type Instant")
                .contains("version is marked VERSION and has to be of type Long")
                .contains("several components are marked VERSION")
                .contains("no component carries @Id");
    }

    @Test
    void an_id_is_of_the_type_that_was_said() {
        assertThatThrownBy(() -> Model.of(Team.class, String.class))
                .hasMessageContaining("id is marked ID and has to be of type String");
    }

    @Test
    void a_field_that_does_not_exist_names_those_that_do() {
        assertThatThrownBy(() -> Team.MODEL.field("name", String.class))
                .hasMessage("Team has no component name: there are [id, title]");
    }

    @Test
    void a_field_of_another_type_names_both() {
        assertThatThrownBy(() -> Team.MODEL.field("title", UUID.class))
                .hasMessage("Team.title is of type String, not UUID");
    }

    @Test
    void a_schema_is_named_so_that_its_history_can_be_a_table() {
        assertThat(Schema.of("accounts", "db/migration").history()).isEqualTo("accounts_schema_history");
        assertThatThrownBy(() -> Schema.of("My App", "db/migration")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void options_are_checked_when_they_are_given() {
        var options = DatabaseOptions.of("sqlite:x.db");

        assertThatThrownBy(() -> options.pool(0)).hasMessageContaining("between 1 and 64");
        assertThatThrownBy(() -> options.timeout(Duration.ZERO)).hasMessageContaining("longer than nothing");
        assertThatThrownBy(() -> options.cursorKey(new byte[15])).hasMessageContaining("16 bytes");
    }

    @Test
    void E3_an_address_that_does_not_work_is_refused_without_showing_its_password() {
        assertThatThrownBy(() -> Database.open(DatabaseOptions.of("mysql://me:hunter2@host/db")))
                .hasMessageContaining("sqlite:path/to/file.db")
                .hasMessageNotContaining("hunter2");
    }
}
