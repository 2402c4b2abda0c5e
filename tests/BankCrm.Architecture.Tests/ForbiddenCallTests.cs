using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <summary>Calls that go round the guard, the branch filter, the mask, the clock or the escaping of HTML.</summary>
public sealed class ForbiddenCallTests
{
    private const string Audit = "src/BankCrm.Infrastructure/Platform/AuditTrail/";
    private const string Database = "src/BankCrm.Infrastructure/Platform/Database/";
    private const string Server = "src/BankCrm.Infrastructure/Platform/PostgresServer/";
    private const string Bulk = "src/BankCrm.Infrastructure/Platform/Bulk/";
    private const string CustomerBulk = "src/BankCrm.Infrastructure/Customers/Bulk/"; // COPY, which LINQ does not know; audits and scopes itself
    private const string PopulationBranches = "src/BankCrm.Infrastructure/Customers/Population/PopulationBranches.cs"; // a verb of the operator
    private const string ImportSql = "src/BankCrm.Infrastructure/DataQuality/Import/ImportSql.cs"; // leases and counts, conditional; rows by the thousand
    private const string TagWriter = "src/BankCrm.Infrastructure/Customers/Tags/TagWriter.cs"; // many rows by one statement; the command audits them by branch
    private const string ExportSql = "src/BankCrm.Infrastructure/DataQuality/Export/ExportSql.cs"; // leases and counts, conditional
    private const string SweepSql = "src/BankCrm.Infrastructure/DataQuality/Duplicates/SweepSql.cs"; // counts, and keeps pairs many at a time
    private const string ImportUpdates = "src/BankCrm.Infrastructure/DataQuality/Import/CustomerUpdater.cs"; // a few hundred at once, between images of before and after
    private const string ImportRelations = "src/BankCrm.Infrastructure/DataQuality/Import/RelationRecorder.cs"; // by the verbs of the domain, many at once
    private const string ImportUndo = "src/BankCrm.Infrastructure/DataQuality/Import/ImportUndo.cs"; // the entries of a chunk
    private const string Merging = "src/BankCrm.Infrastructure/DataQuality/Merging/"; // rows of whatever table, as bytes; within a guarded command that audits
    private const string ShippedRoles = "src/BankCrm.Infrastructure/Admin/Roles/ShippedRoles.cs";
    private const string DataProtectionKeys = "src/BankCrm.Infrastructure/Platform/Encryption/DataProtectionKeys.cs"; // no request, no user
    private const string KeyRewrap = "src/BankCrm.Infrastructure/Platform/Encryption/KeyRewrap.cs"; // a verb of the operator, as the owner
    private const string Sessions = "src/BankCrm.Application/Admin/Users/SessionDirectory.cs"; // before anybody is known who may ask
    private const string TagHelpers = "src/BankCrm.Web/Platform/TagHelpers/"; // their own markup, never a value
    private const string DemonstrationStaff = "src/BankCrm.Infrastructure/Admin/DemonstrationStaff.cs"; // at start, nobody is at work yet
    private const string DemonstrationProducts = "src/BankCrm.Infrastructure/Demonstration/DemonstrationProducts.cs"; // the same, with a history no command may write
    private const string DemonstrationFollowUps = "src/BankCrm.Infrastructure/Demonstration/DemonstrationFollowUps.cs";
    private const string DemonstrationQueues = "src/BankCrm.Infrastructure/Demonstration/DemonstrationQueues.cs";
    private const string DemonstrationPlans = "src/BankCrm.Infrastructure/Demonstration/DemonstrationPlans.cs";
    private const string DemonstrationMessages = "src/BankCrm.Infrastructure/Demonstration/DemonstrationMessages.cs";
    private const string DemonstrationCounter = "src/BankCrm.Infrastructure/Demonstration/DemonstrationCounter.cs";
    private const string MonthTables = "src/BankCrm.Infrastructure/Accounts/Intake/MonthTables.cs"; // makes tables, in a transaction of their own
    private const string MovementRetention = "src/BankCrm.Infrastructure/Accounts/Retention/MovementRetention.cs"; // a verb of the operator, as the owner
    private const string SignInAttempts = "src/BankCrm.Infrastructure/Admin/Users/SignInAttempts.cs"; // counts by one conditional statement
    private const string FactorSql = "src/BankCrm.Infrastructure/Admin/SecondFactors/FactorSql.cs"; // what may happen once, by one conditional statement
    private const string AdministratorsLock = "src/BankCrm.Infrastructure/Admin/Users/AdministratorsLock.cs";
    private const string AbsenceLock = "src/BankCrm.Infrastructure/Tasks/Absences/AbsenceLock.cs";
    private const string BellWire = "src/BankCrm.Infrastructure/Tasks/Notices/BellWire.cs"; // listens on a connection of its own
    private const string CaseBringer = "src/BankCrm.Infrastructure/Integration/Cases/CaseBringer.cs"; // some hundred at once, by the verb of the domain
    private const string InteractionBringer = "src/BankCrm.Infrastructure/Integration/Interactions/InteractionBringer.cs"; // some hundred at once, by the verb of the domain
    private const string CaseGate = "src/BankCrm.Application/Integration/Cases/CaseGate.cs"; // all of a call with what it is answered
    private const string RouterLearning = "src/BankCrm.Infrastructure/Cases/Routing/RouterLearning.cs"; // what a job learnt, as the system
    private const string DemonstrationCases = "src/BankCrm.Infrastructure/Demonstration/DemonstrationCases.cs";
    private const string DemonstrationInteractions = "src/BankCrm.Infrastructure/Demonstration/DemonstrationInteractions.cs";
    private const string DemonstrationSegments = "src/BankCrm.Infrastructure/Demonstration/DemonstrationSegments.cs";
    private const string DemonstrationKnowledge = "src/BankCrm.Infrastructure/Demonstration/DemonstrationKnowledge.cs";
    private const string ApiClients = "src/BankCrm.Application/Admin/ApiClients/ApiClientDirectory.cs"; // when it was last here, before it is known who calls
    private const string RequestKeys = "src/BankCrm.Infrastructure/Integration/RequestKeys.cs"; // claims by one conditional statement
    private const string MessageGate = "src/BankCrm.Application/Platform/Messages/MessageGate.cs"; // the guard of what other systems send
    private const string CustomerMessages = "src/BankCrm.Infrastructure/Integration/Customers/CustomerMessages.cs"; // a few hundred at once, within that guard's transaction
    private const string SegmentEngine = "src/BankCrm.Infrastructure/Segments/SegmentEngine.cs"; // a sample, and members written by one statement the command audits
    private const string CampaignEngine = "src/BankCrm.Infrastructure/Campaigns/CampaignEngine.cs"; // an audience written by one statement the command audits
    private const string DemonstrationCampaigns = "src/BankCrm.Infrastructure/Demonstration/DemonstrationCampaigns.cs";
    private const string DemonstrationRecommendations = "src/BankCrm.Infrastructure/Demonstration/DemonstrationRecommendations.cs";
    private const string DemonstrationPastCampaigns = "src/BankCrm.Infrastructure/Demonstration/DemonstrationPastCampaigns.cs";
    private const string Verifier = "src/BankCrm.AuditVerifier/";

    private sealed record Rule(string Pattern, string Advice, params string[] Except)
    {
        public IEnumerable<string> Offences(SourceFile file) => file.IsOneOf(Except)
            ? []
            : file.Find(new Regex(Pattern, RegexOptions.None, TimeSpan.FromSeconds(2)), Advice);
    }

    // The last column is the reviewed list: a new line of it needs a second pair of eyes.
    private static readonly Rule[] Rules =
    [
        new(@"\bSaveChanges(Async)?\(", "the guard saves, once",
            "src/BankCrm.Application/Common/GuardedCommand.cs", Database + "CrmDbContext.cs", Bulk, ShippedRoles, DataProtectionKeys, Sessions, ApiClients, MessageGate, CustomerMessages, DemonstrationStaff, DemonstrationProducts, DemonstrationFollowUps, DemonstrationQueues, DemonstrationPlans, DemonstrationMessages, DemonstrationCases, DemonstrationInteractions, DemonstrationKnowledge, DemonstrationSegments, DemonstrationCampaigns, DemonstrationRecommendations, DemonstrationPastCampaigns, DemonstrationCounter, CaseBringer, InteractionBringer, CaseGate, RouterLearning, PopulationBranches, Merging, ImportUpdates, ImportRelations, ImportUndo),
        new(@"\bExecute(Update|Delete)(Async)?\(", "changes by set go through Platform/Bulk, which audits them", Bulk),
        new(@"\b(FromSql\w*|ExecuteSql\w*|SqlQuery\w*|NpgsqlCommand|NpgsqlBatchCommand|CreateCommand)\b", "no SQL by hand: LINQ, or the folders that may",
            Audit, Database, Server, Bulk, CustomerBulk, ImportSql, ExportSql, TagWriter, SweepSql, ShippedRoles, KeyRewrap, Verifier, SignInAttempts, FactorSql, MonthTables, MovementRetention, AdministratorsLock, AbsenceLock, BellWire, Merging, RequestKeys, SegmentEngine, CampaignEngine),
        new(@"\bIgnoreQueryFilters\b", "a branch's rows are that branch's", "src/BankCrm.Application/Customers/CrmDb.Customers.cs", "src/BankCrm.Application/Accounts/CrmDb.Accounts.cs"), // that filter only, by its name
        new(@"\bHtml\.Raw\b|\bnew HtmlString\(", "Razor escapes: let it", TagHelpers),
        new(@"\bProcess\.Start\b|\bnew Process\b|\bProcessStartInfo\b", "no other programs", Server + "Command.cs", Server + "Watchdog.cs"),
        new(@"\bnew Random\(|\bRandom\.Shared\b", "take RandomNumberGenerator, or be given the numbers"),
        new(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "take TimeProvider", Verifier),
        new(@"\bnew Regex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split)\(", "generate it, with a time limit"),
        new(@"\[GeneratedRegex\((?![^\n]*(NonBacktracking|, ?\d+\)\]|matchTimeoutMilliseconds))[^\n]*", "give it a time limit"),
        new(@"\.Unmasked\b", "show it through Reveals, with a reason and a record", "src/BankCrm.Application/Customers/Reveals/", "src/BankCrm.Application/Accounts/Reveals/",
            "src/BankCrm.Infrastructure/Campaigns/HandOvers/HandOverWriter.cs", // into a sealed file, with a reason, a record and the right to it
            "src/BankCrm.Domain/Customers/Contacts/ContactValue.cs", "src/BankCrm.Domain/Customers/IdentityDocuments/IdentityDocument.cs", // they seal it
            "src/BankCrm.Domain/Customers/Search/SearchNumber.cs"), // it looks up what was typed
    ];

    [Fact]
    public void None_is_made_outside_the_reviewed_list() =>
        House.Accept(House.Code
            .Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(file => Rules.SelectMany(rule => rule.Offences(file))));

    [Fact]
    public void What_the_reviewed_list_names_is_there() => House.Accept(Rules
        .SelectMany(r => r.Except)
        .Where(path => path != Bulk && !House.Files.Any(f => f.IsOneOf(path)))
        .Select(path => $"{path} is gone: take it off the list."));

    [Theory]
    [InlineData("await db.SaveChangesAsync(ct);")]
    [InlineData("await db.Cases.ExecuteDeleteAsync(ct);")]
    [InlineData("db.Cases.FromSqlRaw(sql)")]
    [InlineData("db.Database.ExecuteSqlAsync($\"drop table cases\")")]
    [InlineData("db.Cases.IgnoreQueryFilters()")]
    [InlineData("@Html.Raw(Model.Text)")]
    [InlineData("Process.Start(\"sh\")")]
    [InlineData("var dice = new Random(1);")]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("Regex.IsMatch(input, pattern)")]
    [InlineData("[GeneratedRegex(\"a+\")]")]
    [InlineData("@Model.Phone.Unmasked")]
    [InlineData("log.Information($\"{phone.Unmasked}\");")]
    public void Each_is_caught(string line) =>
        Assert.Single(Rules.SelectMany(r => r.Offences(new("src/BankCrm.Application/Cases/Guilty.cs", $"// first\n{line}\n"))));

    [Fact]
    public void A_comment_calls_nothing() =>
        Assert.Empty(Rules.SelectMany(r => r.Offences(new("src/BankCrm.Application/Cases/A.cs", "x = 1; // not DateTime.Now\n/* Html.Raw */"))));
}
