using BankCrm.Benchmarks.Accounts;
using BankCrm.Benchmarks.AuditTrail;
using BankCrm.Benchmarks.Bulk;
using BankCrm.Benchmarks.Campaigns;
using BankCrm.Benchmarks.Duplicates;
using BankCrm.Benchmarks.Encryption;
using BankCrm.Benchmarks.Export;
using BankCrm.Benchmarks.Http;
using BankCrm.Benchmarks.Import;
using BankCrm.Benchmarks.Population;
using BankCrm.Benchmarks.Recommendations;
using BankCrm.Benchmarks.Routing;
using BankCrm.Benchmarks.Scores;
using BankCrm.Benchmarks.Segments;
using BankCrm.Benchmarks.Statements;
using BankCrm.Benchmarks.Tasks;

var benches = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["audit-trail"] = AuditTrailBench.RunAsync,
    ["bell"] = BellBench.RunAsync,
    ["bulk"] = BulkBench.RunAsync,
    ["campaigns"] = CampaignsBench.RunAsync,
    ["camt"] = CamtBench.RunAsync,
    ["duplicates"] = DuplicatesBench.RunAsync,
    ["encryption"] = EncryptionBench.RunAsync,
    ["export"] = ExportBench.RunAsync,
    ["floor"] = FloorPages.RunAsync, // the bare pages, started by "http"
    ["holdings"] = HoldingsBench.RunAsync,
    ["http"] = HttpBench.RunAsync,
    ["import"] = ImportBench.RunAsync,
    ["import-files"] = ImportFilesCheck.RunAsync,
    ["population"] = PopulationBench.RunAsync,
    ["postings"] = PostingsBench.RunAsync,
    ["recommendations"] = RecommendationsBench.RunAsync,
    ["routing"] = RoutingBench.RunAsync,
    ["scores"] = ScoresBench.RunAsync,
    ["statements"] = StatementFilesCheck.RunAsync,
    ["segments"] = SegmentsBench.RunAsync,
    ["workday"] = WorkdayBench.RunAsync,
};

if (args is [var name, .. var rest] && benches.TryGetValue(name, out var run))
{
    await run(rest);
    return 0;
}

Console.Error.WriteLine($"Name one of: {string.Join(", ", benches.Keys)}");
return 2;
