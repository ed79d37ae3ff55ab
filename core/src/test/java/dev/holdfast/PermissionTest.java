package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom the rules of a program allow what, and what they say to the others. */
class PermissionTest {

    enum Role {
        EDITOR,
        ADMIN
    }

    private static final Caller VISITOR = new Caller.Visitor();
    private static final Caller ANN = new Caller.User("ann", Set.of());
    private static final Caller ROOT = new Caller.User("root", Set.of("ADMIN"));
    private static final Caller IMPORTER = new Caller.Service("importer", Set.of("products:write"));

    private static final Permission ADMINS = Permission.role(Role.ADMIN);
    private static final Permission OWNER = Permission.owner();
    private static final Permission WRITING = Permission.scope("products:write");

    private static final Permission ANYBODY = Permission.of("anybody", (_, _) -> true);

    @Test
    void a_role_allows_whoever_has_it_user_or_program() {
        assertThat(ADMINS.allows(ROOT)).isTrue();
        assertThat(ADMINS.allows(new Caller.Service("backup", Set.of("ADMIN")))).isTrue();
        assertThat(ADMINS.allows(ANN)).isFalse();
        assertThat(ADMINS.allows(new Caller.User("eve", Set.of("admin", "ADMINS", ""))))
                .isFalse();
        assertThat(Permission.role(Role.EDITOR, Role.ADMIN).allows(ROOT)).isTrue();
        assertThat(Permission.role(Role.EDITOR).allows(ROOT)).isFalse();
    }

    @Test
    void an_owner_is_meant_letter_for_letter() {
        assertThat(OWNER.allows(ANN, "ann")).isTrue();
        for (var other : List.of("Ann", "ANN", "ann ", "an", "", "root")) {
            assertThat(OWNER.allows(ANN, other)).as(other).isFalse();
        }
    }

    @Test
    void what_nobody_owns_has_no_owner_not_even_a_user_without_an_id() {
        var nameless = new Caller.User("", Set.of());

        assertThat(OWNER.allows(ANN)).isFalse();
        assertThat(OWNER.allows(nameless)).isFalse();
        assertThat(OWNER.allows(nameless, "")).isFalse();
    }

    @Test
    void a_program_owns_nothing_though_it_is_called_like_a_user() {
        assertThat(OWNER.allows(new Caller.Service("ann", Set.of()), "ann")).isFalse();
    }

    @Test
    void a_scope_allows_programs_that_have_it_and_never_a_user() {
        assertThat(WRITING.allows(IMPORTER)).isTrue();
        assertThat(Permission.scope("products:read", "products:write").allows(IMPORTER))
                .isTrue();
        assertThat(Permission.scope("products:read").allows(IMPORTER)).isFalse();
        assertThat(Permission.scope("products:").allows(IMPORTER)).isFalse();
        assertThat(WRITING.allows(new Caller.User("eve", Set.of("products:write"))))
                .isFalse();
    }

    @Test
    void rules_are_joined_by_or_and_by_and() {
        assertThat(OWNER.or(ADMINS).allows(ANN, "ann")).isTrue();
        assertThat(OWNER.or(ADMINS).allows(ROOT, "ann")).isTrue();
        assertThat(OWNER.or(ADMINS).allows(ANN, "bob")).isFalse();
        assertThat(OWNER.and(ADMINS).allows(ANN, "ann")).isFalse();
        assertThat(OWNER.and(ADMINS).allows(ROOT, "ann")).isFalse();
        assertThat(OWNER.and(ADMINS).allows(ROOT, "root")).isTrue();
    }

    @Test
    void a_rule_says_in_words_whom_it_allows() {
        assertThat(OWNER.or(ADMINS).name()).isEqualTo("owner or ADMIN");
        assertThat(Permission.role(Role.EDITOR, Role.ADMIN).name()).isEqualTo("EDITOR or ADMIN");
        assertThat(ADMINS.or(WRITING)).hasToString("ADMIN or products:write");
        assertThat(OWNER.or(ADMINS).and(ANYBODY).name()).isEqualTo("(owner or ADMIN) and anybody");
        assertThat(OWNER.and(ANYBODY).or(ADMINS).name()).isEqualTo("(owner and anybody) or ADMIN");
    }

    @Test
    void a_rule_of_the_program_decides_by_caller_and_owner() {
        var initial = Permission.of(
                "same initial", (caller, owner) -> caller.identity().startsWith(owner.substring(0, 1)));

        assertThat(initial.allows(ANN, "arthur")).isTrue();
        assertThat(initial.allows(ANN, "bob")).isFalse();
    }

    @Test
    void a_visitor_is_allowed_nothing_whatever_the_rule_says() {
        assertThat(ANYBODY.allows(VISITOR)).isFalse();
        assertThat(ANYBODY.or(OWNER).allows(VISITOR, "")).isFalse();
        assertThat(ANYBODY.allows(ANN)).isTrue();
    }

    @Test
    void a_visitor_is_asked_to_sign_in() {
        assertThatThrownBy(() -> ADMINS.require(VISITOR))
                .asInstanceOf(type(Problem.class))
                .returns(Kind.UNAUTHENTICATED, Problem::kind)
                .returns("sign in first", Problem::getMessage);
    }

    @Test
    void somebody_who_may_not_is_told_who_may() {
        var rule = OWNER.or(ADMINS);

        assertThatThrownBy(() -> rule.require(ANN, "bob"))
                .asInstanceOf(type(Problem.class))
                .returns(Kind.FORBIDDEN, Problem::kind)
                .returns("you may not do this: it is for owner or ADMIN", Problem::getMessage);
        assertThatThrownBy(() -> rule.require(ANN)).isInstanceOf(Problem.class);
        rule.require(ANN, "ann");
        rule.require(ROOT, "ann");
        rule.require(ROOT);
    }

    @Test
    void a_rule_that_could_allow_nobody_is_refused() {
        assertThatThrownBy(Permission::role)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule by role has to name one: without any it allows nobody");
        assertThatThrownBy(Permission::scope)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule by scope has to name one: without any it allows nobody");
    }
}
