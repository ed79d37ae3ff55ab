package dev.holdfast.docs.models;

import dev.holdfast.Hidden;
import dev.holdfast.Problem;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.data.Database;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;

/** Decides what may happen to members. */
final class MemberService {

    private final Repository<Member, UserId> members;
    private final Clock clock;

    // tag::hook[]
    MemberService(Database database, Passwords passwords, Clock clock) {
        this.members =
                database.repository(Member.MODEL).saving(Member.PASSWORD, password -> hashed(password, passwords));
        this.clock = clock;
    }

    private static String hashed(String password, Passwords passwords) {
        try {
            return passwords.hash(new Password(password)).value();
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("/password", "must have at most 256 characters");
        }
    }
    // end::hook[]

    Member add(NewMember draft) {
        var now = clock.instant();
        return members.insert(new Member(
                UserId.next(clock), draft.name(), draft.email(), Hidden.of(draft.password()), Role.USER, now, now));
    }

    // tag::change[]
    /** Changes what is given. A password that is not goes back as it was read: not at all. */
    Member change(UserId id, MemberChange change) {
        var member = members.findById(id).orElseThrow(() -> Problem.missing("member", id));
        return members.update(new Member(
                id,
                change.name().orElse(member.name()),
                member.email(),
                change.password().map(Hidden::of).orElse(member.password()),
                member.role(),
                member.createdAt(),
                member.updatedAt()));
    }
    // end::change[]
}
