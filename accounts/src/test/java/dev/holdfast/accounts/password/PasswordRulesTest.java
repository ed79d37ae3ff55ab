package dev.holdfast.accounts.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords somebody may choose. */
class PasswordRulesTest {

    private final PasswordRules rules = PasswordRules.of(true);

    private static void refused(PasswordRules rules, String password, String word, String... own) {
        assertThatThrownBy(() -> rules.check(new Password(password), own))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.INVALID);
                    assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/password");
                    assertThat(problem.faults().getFirst().message()).contains(word);
                });
    }

    @Test
    void A4_a_password_has_8_to_256_characters_of_any_kind() {
        for (var good : List.of("aaaabbbb", "        ", "x".repeat(64), "x".repeat(256), "\uD83D\uDE00".repeat(8))) {
            assertThatCode(() -> new Password(good)).doesNotThrowAnyException();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password("short67"))
                .withMessage("must have at least 8 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password("\uD83D\uDE00".repeat(7)))
                .withMessage("must have at least 8 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password("x".repeat(257)))
                .withMessage("must have at most 256 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password("password\uD83D"))
                .withMessage("must be text; half of a character is none");
    }

    @Test
    void A4_the_first_3000_of_the_common_passwords_that_are_long_enough_are_refused() throws IOException {
        var common = new CommonPasswords();
        var first = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                .filter(word -> word.length() >= 8)
                .limit(3_000)
                .toList();

        assertThat(first)
                .hasSize(3_000)
                .contains("password", "12345678", "qwertyuiop")
                .allMatch(common::contains);
        assertThat(first).map(word -> word.toUpperCase(Locale.ROOT)).allMatch(common::contains);
        assertThat(common.size()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "PassWord", "12345678", "iloveyou", "Football"})
    void A4_a_common_password_is_refused_with_its_reason(String password) {
        refused(rules, password, "is on a list of common passwords");
    }

    @Test
    void A4_a_password_that_nobody_else_would_choose_is_taken() {
        assertThatCode(() -> rules.check(new Password("four words of mine"), "ann@example.com", "Ann Lee"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann.lee@", "ann.lee.", "xann.lee", "Ann Lee Ann", "example.com"})
    void only_the_whole_of_what_is_known_is_refused(String password) {
        assertThatCode(() -> rules.check(new Password(password), "ann.lee@example.com", "Ann Lee"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"annabel.lee@example.com", "Annabel.Lee", "ANNABEL LEE", "annabel.LEE@EXAMPLE.com"})
    void what_everybody_knows_of_a_user_is_no_password(String password) {
        refused(rules, password, "your own address or name", "annabel.lee@example.com", " Annabel Lee ", "");
    }

    @Test
    void the_list_can_be_left_out_and_what_is_known_of_the_user_cannot() {
        var lenient = PasswordRules.of(false);

        assertThatCode(() -> lenient.check(new Password("password"))).doesNotThrowAnyException();
        refused(lenient, "annabel.lee", "your own", "annabel.lee@example.com");
    }
}
