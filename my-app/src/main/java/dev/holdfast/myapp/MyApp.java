package dev.holdfast.myapp;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.accounts.AccountLimits;
import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.password.PasswordScheme;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.app.AddressLimit;
import dev.holdfast.app.AnswerCache;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Health;
import dev.holdfast.app.Limits;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.DocumentMigration;
import dev.holdfast.data.Schema;
import dev.holdfast.limit.Quota;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.mail.Mailer;
import dev.holdfast.mail.Outbox;
import dev.holdfast.myapp.config.Mode;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.controllers.ChatEvents;
import dev.holdfast.myapp.controllers.LiveRooms;
import dev.holdfast.myapp.controllers.ProductController;
import dev.holdfast.myapp.controllers.RoomController;
import dev.holdfast.myapp.controllers.UserController;
import dev.holdfast.myapp.models.Permissions;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.Room;
import dev.holdfast.myapp.models.Seat;
import dev.holdfast.myapp.models.StoredMessage;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.routes.ApiRoutes;
import dev.holdfast.myapp.routes.ChatRoutes;
import dev.holdfast.myapp.routes.PageRoutes;
import dev.holdfast.myapp.routes.RoomRoutes;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.myapp.services.MemberService;
import dev.holdfast.myapp.services.ProductService;
import dev.holdfast.myapp.services.RoomService;
import dev.holdfast.myapp.services.SampleProducts;
import dev.holdfast.myapp.services.UserService;
import dev.holdfast.myapp.services.Users;
import dev.holdfast.realtime.Audience;
import dev.holdfast.realtime.Realtime;
import dev.holdfast.realtime.RealtimeLimits;
import java.security.SecureRandom;
import java.time.Clock;

/** The whole object graph, built by hand from the bottom up. */
public final class MyApp implements AutoCloseable {

    /** The tables of the program itself. */
    static final Schema SCHEMA = Schema.of(
                    "app", "db/migration", User.MODEL, Product.MODEL, Room.MODEL, Seat.MODEL, StoredMessage.MODEL)
            .documents(new DocumentMigration(1, "find by room", Collections::indexRooms));

    private static final String NAME = "my-app";
    private static final int HASH_COST = 12;
    private static final int CHEAP_HASH_COST = 4;
    private static final int KEY_BYTES = 32;
    /** A message of the chat with room to spare: what is read of JSON takes many times its size. */
    private static final int LARGEST_EVENT = 64 << 10;

    private static final long KEPT_BYTES = 8L << 20;

    private final Database database;
    private final Passwords passwords;
    private final Mailer mails;
    private final Accounts accounts;
    private final UserService users;
    private final ProductService products;
    private final RoomService rooms;
    private final MemberService members;
    private final ChatService chat;
    private final Realtime realtime;
    private final AnswerCache answers = AnswerCache.of(KEPT_BYTES);
    private final Health health;
    private final Settings settings;

    private MyApp(Settings settings, Clock clock) {
        var key = key(settings);
        this.settings = settings;
        var options = stored(settings).cursorKey(key).clock(clock);
        this.database = Database.open(settings.migratesAtStart() ? options : options.refusingPending());
        this.passwords = Passwords.of(scheme(settings));
        this.mails = mailer(settings);
        this.accounts = new Accounts(
                accountSettings(settings, key), database, new Users(database, clock), passwords, mails, clock);
        var live = new LiveRooms(this::everybody);
        this.rooms = new RoomService(database, live, clock);
        this.members = new MemberService(database, rooms, live, clock);
        this.chat = new ChatService(database, rooms, clock);
        this.users = new UserService(database, accounts, members::forget, clock);
        this.products = new ProductService(database, answers, clock);
        this.realtime = Realtime.serving(ChatRoutes.of(new ChatEvents(chat, users, live)))
                .authenticatedBy(accounts)
                .openTo(settings.cors())
                .within(socketLimits(settings))
                .build();
        this.health = Health.of(new Health.Check("database", database::ping));
        if (settings.appEnv() == Mode.DEVELOPMENT) {
            products.seed(SampleProducts.all());
        }
    }

    /** Returns where the records are and what is expected there. */
    static DatabaseOptions stored(Settings settings) {
        return DatabaseOptions.of(settings.databaseUrl())
                .schemas(SCHEMA, Accounts.SCHEMA)
                .pool(settings.databasePool())
                .timeout(settings.databaseTimeout());
    }

    /** Opens the database and makes everything above it. */
    public static MyApp open(Settings settings, Clock clock) {
        return new MyApp(settings, clock);
    }

    /** Returns the program as it is served; it closes this when it is closed. */
    public AppDraft serving() {
        var api = ApiRoutes.of(new UserController(users), new ProductController(products), answers, accounts, health);
        var all = group(
                "/", PageRoutes.all(), api, RoomRoutes.of(new RoomController(rooms, members, chat)), realtime.routes());
        return App.serving(mails instanceof Mailbox mailbox ? group("/", all, mailbox.routes()) : all)
                .authenticatedBy(accounts)
                .openTo(settings.cors())
                .trusting(settings.trustedProxies())
                .limitedTo(AddressLimit.of(settings.rateLimit()).under("/api"))
                .within(limits(settings))
                .showingStacks(settings.appEnv() == Mode.DEVELOPMENT)
                .tellingBeforeTheEnd(health::stopping)
                .closing(this)
                .running(accounts.upkeep())
                .running(realtime);
    }

    public UserService users() {
        return users;
    }

    public ChatService chat() {
        return chat;
    }

    @Override
    public void close() {
        accounts.close();
        mails.close();
        passwords.close();
        database.close();
    }

    private Audience everybody() {
        return realtime.everybody();
    }

    private static Limits limits(Settings settings) {
        var limits = Limits.standard().body(settings.bodyLimit().bytes());
        return settings.rateLimit().isOff() ? limits.connections(limits.connections(), limits.connections()) : limits;
    }

    /** Where nobody is counted by address, one address may have all there is: so a load comes from one machine. */
    private static RealtimeLimits socketLimits(Settings settings) {
        var limits = RealtimeLimits.standard().payload(LARGEST_EVENT);
        return settings.rateLimit().isOff()
                ? limits.events(Quota.OFF, Quota.OFF).sessions(limits.sessions(), limits.sessions())
                : limits;
    }

    private static Mailer mailer(Settings settings) {
        return settings.mailUrl()
                .<Mailer>map(Outbox::smtp)
                .orElseGet(() -> settings.appEnv() == Mode.PRODUCTION
                        ? new Unsent()
                        : new Mailbox(
                                "http://" + settings.reachableAt(settings.port().number())));
    }

    private static PasswordScheme scheme(Settings settings) {
        return switch (settings.passwordHash()) {
            case BCRYPT -> new PasswordScheme.Bcrypt(settings.appEnv() == Mode.TEST ? CHEAP_HASH_COST : HASH_COST);
            case ARGON2ID -> PasswordScheme.standard();
        };
    }

    private static AccountSettings accountSettings(Settings settings, byte[] key) {
        var limits = AccountLimits.standard();
        var base = AccountSettings.of(NAME, key)
                .limits(settings.rateLimit().isOff() ? limits.withoutAddresses() : limits)
                .machines(Permissions.ADMINS, Permissions.WRITE_PRODUCTS)
                .page(settings.page())
                .origins(settings.cors().origins());
        var keyed = settings.keys().map(base::keys).orElse(base);
        var ruled = settings.refusesCommonPasswords() ? keyed : keyed.acceptingCommonPasswords();
        var provided = settings.provider()
                .map(provider -> ruled.providers(settings.publicAt("/api/v1"), provider))
                .orElse(ruled);
        return settings.verifyEmail() ? provided.verifyingAddresses() : provided;
    }

    private static byte[] key(Settings settings) {
        if (settings.jwtSecret().isPresent()) {
            return settings.secretBytes();
        }
        var made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        return made;
    }
}
