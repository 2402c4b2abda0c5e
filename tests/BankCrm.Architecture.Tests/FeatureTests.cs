using System.Globalization;
using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <summary>The table "Tier | Feature" of docs/architecture.md: a feature uses lower tiers freely, its own tier never.</summary>
public sealed partial class FeatureTests
{
    private static readonly Dictionary<string, int> Tiers = TierRow()
        .Matches(File.ReadAllText(Path.Combine(House.Root, "docs", "architecture.md")))
        .ToDictionary(m => m.Groups["feature"].Value, m => int.Parse(m.Groups["tier"].Value, CultureInfo.InvariantCulture));

    // Reviewed, each with its reason.
    private static readonly (string Start, string Feature)[] Exceptions =
    [
        ("src/BankCrm.Application/Common/Guarded", "Platform"), // the guard records in the audit trail what was read
        ("src/BankCrm.Infrastructure/Platform/Database/CrmDatabase.cs", "Admin"), // migrating offers the roles that come with the product
        ("src/BankCrm.Web/Platform/Security/", "Admin"), // who is signed in is asked of the sessions, for every page
        ("src/BankCrm.Web/Platform/WebSetup.cs", "Admin"), // it puts that together
    ];

    // Folders of pages that belong to no feature.
    private static readonly string[] OfEverybody = ["Shared", "Account", "Errors", "Help", "Preferences"];

    [Fact]
    public void The_table_of_tiers_is_read() => Assert.Equal((0, 7), (Tiers["Common"], Tiers["Integration"]));

    [Fact]
    public void Features_use_lower_tiers_only() => House.Accept(House.Code.SelectMany(WrongUses));

    [Fact]
    public void Every_folder_of_a_layer_is_a_feature_of_the_table() =>
        House.Accept(House.Code.Where(f => FeatureOf(f) is { } feature && !Tiers.ContainsKey(feature))
            .Select(f => $"{f.Path}: '{FeatureOf(f)}' is no feature of the table in docs/architecture.md."));

    [Fact]
    public void Folder_and_namespace_agree() => House.Accept(House.Files.Where(f => f.Is(".cs")).SelectMany(WrongNamespaces));

    [Theory]
    [InlineData("src/BankCrm.Application/Cases/ServiceCases/A.cs", "using BankCrm.Application.Surveys.Invitations;")]
    [InlineData("src/BankCrm.Domain/Cases/ServiceCases/A.cs", "using BankCrm.Domain.Loyalty.Points;")]
    [InlineData("src/BankCrm.Domain/Common/A.cs", "BankCrm.Domain.Customers.Customer customer;")]
    [InlineData("src/BankCrm.Web/Pages/Customers/Overview/A.cshtml", "@using BankCrm.Application.Cases.ServiceCases")]
    public void A_use_of_the_same_or_a_higher_tier_is_caught(string path, string text) => Assert.Single(WrongUses(new(path, text)));

    [Theory]
    [InlineData("src/BankCrm.Application/Cases/ServiceCases/A.cs", "namespace BankCrm.Application.Cases;")]
    [InlineData("tests/BankCrm.Domain.Tests/Cases/ATests.cs", "namespace BankCrm.Domain.Cases;")]
    public void A_namespace_of_another_folder_is_caught(string path, string text) => Assert.Single(WrongNamespaces(new(path, text)));

    private static IEnumerable<string> WrongUses(SourceFile file)
    {
        if (FeatureOf(file) is not { } feature || !Tiers.TryGetValue(feature, out var tier))
        {
            return [];
        }

        return FeatureName().Matches(file.Code)
            .Select(m => m.Groups["feature"].Value)
            .Where(used => used != feature && Tiers.TryGetValue(used, out var other) && other >= tier)
            .Where(used => !Exceptions.Any(e => e.Feature == used && file.IsOneOf(e.Start)))
            .Distinct()
            .Select(used => $"{file.Path}: {feature} (tier {tier}) uses {used} (tier {Tiers[used]}): raise an event, or move it.");
    }

    // Below Pages/ in Web. What lies at the top of a layer, and the host, are nobody's feature: they put the others together.
    private static string? FeatureOf(SourceFile file) => (file.Layer, file.Folders) switch
    {
        (null, _) or (_, []) or ("Web", ["Platform", "Hosting", ..]) => null,
        ("Web", ["Pages", var feature, ..]) when !OfEverybody.Contains(feature) => feature,
        ("Web", ["Platform", ..]) => "Platform",
        ("Web", ["Api", ..]) => "Integration",
        ("Web", _) or (_, ["Migrations", ..]) => null,
        (_, [var feature, ..]) => feature,
    };

    private static IEnumerable<string> WrongNamespaces(SourceFile file)
    {
        if (file.Path.Split('/') is not [_, var project, .. var folders, var name] || NamespaceLine().Match(file.Text) is not { Success: true } line)
        {
            return [];
        }

        // The parts of a partial class lie with the features, but are one class.
        var said = line.Groups["name"].Value;
        var expected = name.StartsWith("CrmDb.", StringComparison.Ordinal)
            ? "BankCrm.Application.Common"
            : string.Join('.', folders.Prepend(project));
        return said == expected ? [] : [$"{file.Path}: namespace {said} should be {expected}."];
    }

    [GeneratedRegex(@"^\| (?<tier>\d) \| \*\*(?<feature>\w+)\*\* \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TierRow();

    [GeneratedRegex(@"\bBankCrm\.(Domain|Application|Infrastructure|Web(\.Pages)?)\.(?<feature>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceLine();
}
