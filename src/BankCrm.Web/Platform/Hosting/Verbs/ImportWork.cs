using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting.Verbs;

/// <summary>One file from the command line into the bank, by the pipeline of the pages.</summary>
internal static class ImportWork
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What options say of all rows of a file of accounts or movements.</summary>
    private static readonly (string Option, ImportField Field)[] Told =
        [("source", ImportField.Source), ("as-of", ImportField.AsOf), ("currency", ImportField.Currency), ("kind", ImportField.AccountKind)];

    public static async Task<int> RunAsync(VerbContext context, ImportSubject subject, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException(context.Words is [var missing] ? $"There is no file {missing}." : "Name one file.");
        }

        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        var session = await ImportSession.OpenAsync(context, ct);
        if (context.Given("create-branches") is { } branches)
        {
            Console.WriteLine($"{await session.CreateBranchesAsync(branches, ct)} branches opened.");
        }

        var id = Guid.CreateVersion7();
        await using (var content = File.OpenRead(path))
        {
            await session.SendAsync(new UploadImport(id, Path.GetFileName(path), content, ImportWords.Encoding(context), await session.BranchAsync(context.Given("branch"), ct))
            {
                Subject = subject,
                Source = context.Given("source") ?? "",
            }, ct);
        }

        var shown = await session.AskAsync<GetImport, ImportShown>(new(id), ct);
        var mapping = Mapping(context, shown, subject);
        await DemandSaidAsync(session, id, mapping, ct);
        await session.SendAsync(new MapImport(id, mapping), ct);
        await (context.Options.ContainsKey("dry-run") ? session.SendAsync(new CheckImport(id), ct) : session.SendAsync(new StartImport(id, Unchecked: true), ct));
        shown = await session.WatchAsync(id, ct);
        if (context.Given("rejects") is { } rejects)
        {
            await session.WriteRejectsAsync(id, rejects, ct);
        }

        return Report(shown);
    }

    private static async Task DemandSaidAsync(ImportSession session, Guid id, ImportMapping mapping, CancellationToken ct)
    {
        var preview = await session.AskAsync<PreviewImport, ImportPreview>(new(id), ct);
        if (mapping.DateOrder is null && preview.NeedsDateOrder)
        {
            throw new VerbException("Some days of the file can be read in two ways: say --dates dmy if 3/7/1985 is the 3rd of July, --dates mdy if it is the 7th of March.");
        }

        if (mapping.DecimalSign is null && preview.NeedsDecimalSign)
        {
            throw new VerbException("Some amounts of the file can be read in two ways: say --decimals point if 1,234 is a thousand and more, --decimals comma if it is one and a bit.");
        }
    }

    private static int Report(ImportShown shown)
    {
        var counts = shown.Counts;
        Console.WriteLine(
            $"{(shown.Status is ImportStatus.Checked ? "Would be imported" : "Imported")} {counts.Imported}, changed {counts.Updated}, refused {counts.Refused}, already there {counts.AlreadyThere}, "
            + $"with a remark {counts.Remarked}, no {(shown.Subject is ImportSubject.Customers ? "customer" : "row")} {counts.LeftOut}.");
        foreach (var reason in shown.Reasons)
        {
            var sentence = string.Format(CultureInfo.InvariantCulture, reason.Sentence, [.. reason.Args]);
            Console.WriteLine($"  {reason.Rows,8}  {reason.Kind}  {reason.Field}: {sentence}");
        }

        if (shown.Failure is { } failure)
        {
            Console.Error.WriteLine(failure);
        }

        return shown.Status is ImportStatus.Done or ImportStatus.Checked && counts.Refused + counts.AlreadyThere == 0 ? 0 : 1;
    }

    private static ImportMapping Mapping(VerbContext context, ImportShown shown, ImportSubject subject)
    {
        var mapping = context.Given("mapping") is { } file && file != "auto" ? FromFile(file, shown.Layout) : shown.Mapping;
        mapping = mapping with { DateOrder = ImportWords.Dates(context) ?? mapping.DateOrder };
        return subject is ImportSubject.Customers ? mapping with { JoinsRows = context.Options.ContainsKey("join") } : ForLedger(context, mapping, shown.Mapping);
    }

    private static ImportMapping ForLedger(VerbContext context, ImportMapping mapping, ImportMapping suggested)
    {
        var same = new Dictionary<ImportField, string>(suggested.Fixed.Concat(mapping.Fixed).DistinctBy(f => f.Key));
        foreach (var (option, field) in Told)
        {
            if (context.Given(option) is { } value)
            {
                same[field] = value;
            }
        }

        return mapping with { Subject = suggested.Subject, Fixed = same, DecimalSign = ImportWords.Decimals(context) ?? mapping.DecimalSign };
    }

    private static ImportMapping FromFile(string path, ImportLayout layout)
    {
        MappingFile told;
        try
        {
            told = JsonSerializer.Deserialize<MappingFile>(File.ReadAllText(path), Json) ?? new();
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new VerbException($"The mapping {path} cannot be read: {e.Message}");
        }

        if (told.Columns.Keys.FirstOrDefault(h => !layout.Headers.Contains(h)) is { } absent)
        {
            throw new VerbException($"The file has no column '{absent}'.");
        }

        return new([.. layout.Headers.Select(h => told.Columns.TryGetValue(h, out var field) ? field : (ImportField?)null)], told.Fixed, told.DateOrder)
        {
            Words = told.Words.ToDictionary(f => f.Key, IReadOnlyDictionary<string, string> (f) => f.Value),
        };
    }

    private sealed record MappingFile
    {
        public Dictionary<string, ImportField> Columns { get; init; } = [];
        public Dictionary<ImportField, string> Fixed { get; init; } = [];
        public DateOrder? DateOrder { get; init; }
        public Dictionary<ImportField, Dictionary<string, string>> Words { get; init; } = [];
    }
}
