using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BankCrm.Architecture.Tests;

/// <summary>Web → Infrastructure → Application → Domain, never back.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["BankCrm.Domain"] = [],
        ["BankCrm.Application"] = ["BankCrm.Domain"],
        ["BankCrm.Infrastructure"] = ["BankCrm.Application"],
        ["BankCrm.Web"] = ["BankCrm.Infrastructure"],
        ["BankCrm.AuditVerifier"] = [],
    };

    private static readonly string[] WebMayNameInfrastructure = ["src/BankCrm.Web/Program.cs", "src/BankCrm.Web/Platform/Hosting/"];

    [Fact]
    public void Projects_reference_the_layer_below_and_nothing_else()
    {
        var projects = House.Files.Where(f => f.Is(".csproj") && f.IsOneOf("src/")).ToList();

        Assert.NotEmpty(projects);
        House.Accept(projects.SelectMany(WrongReferences));
    }

    [Fact]
    public void No_layer_names_what_it_must_not_know() => House.Accept(House.Code.SelectMany(WrongNames));

    [Theory]
    [InlineData("src/BankCrm.Domain/BankCrm.Domain.csproj", "<Project><ItemGroup><PackageReference Include=\"Humanizer.Core\" /></ItemGroup></Project>")]
    [InlineData("src/BankCrm.Application/BankCrm.Application.csproj", "<Project><ProjectReference Include=\"../BankCrm.Web/BankCrm.Web.csproj\" /></Project>")]
    [InlineData("src/BankCrm.Application/BankCrm.Application.csproj", "<Project><FrameworkReference Include=\"Microsoft.AspNetCore.App\" /></Project>")]
    public void A_wrong_reference_is_caught(string path, string text) => Assert.Single(WrongReferences(new(path, text)));

    [Theory]
    [InlineData("src/BankCrm.Web/Pages/Index.cshtml", "@using BankCrm.Infrastructure.Platform.Database")]
    [InlineData("src/BankCrm.Application/Cases/OpenCase.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("src/BankCrm.Application/Cases/OpenCase.cs", "var c = new Npgsql.NpgsqlConnection();")]
    [InlineData("src/BankCrm.Domain/Cases/Case.cs", "using Microsoft.EntityFrameworkCore;")]
    public void A_wrong_name_is_caught(string path, string text) => Assert.NotEmpty(WrongNames(new(path, text)));

    private static IEnumerable<string> WrongReferences(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Path);
        var items = XDocument.Parse(project.Text).Descendants().ToList();
        var references = items.Where(i => i.Name.LocalName == "ProjectReference")
            .Select(i => Path.GetFileNameWithoutExtension(i.Attribute("Include")!.Value.Replace('\\', '/')));
        foreach (var reference in references.Except(MayReference.GetValueOrDefault(name, [])))
        {
            yield return $"{project.Path} references {reference}, which its layer must not know.";
        }

        if (name is "BankCrm.Domain" && items.Exists(i => i.Name.LocalName == "PackageReference"))
        {
            yield return $"{project.Path} has a package: the domain needs none.";
        }

        if (name is "BankCrm.Domain" or "BankCrm.Application" && items.Exists(i => i.Name.LocalName == "FrameworkReference"))
        {
            yield return $"{project.Path} knows ASP.NET Core, which only the layers above may.";
        }
    }

    private static IEnumerable<string> WrongNames(SourceFile file) => file.Layer switch
    {
        "Domain" => file.Find(NotForDomain(), "the domain knows only itself"),
        "Application" => file.Find(NotForApplication(), "the application knows the domain and EF Core"),
        "Infrastructure" => file.Find(NotForInfrastructure(), "infrastructure does not know the pages"),
        "Web" when !file.IsOneOf(WebMayNameInfrastructure) => file.Find(NotForWeb(), "name it in Program.cs or Platform/Hosting only"),
        _ => [],
    };

    [GeneratedRegex(@"\b(BankCrm\.(Application|Infrastructure|Web)|Microsoft\.(AspNetCore|EntityFrameworkCore|Extensions)|Npgsql)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotForDomain();

    [GeneratedRegex(@"\b(BankCrm\.(Infrastructure|Web)|Microsoft\.AspNetCore|Npgsql)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotForApplication();

    [GeneratedRegex(@"\b(BankCrm\.Web|Microsoft\.AspNetCore\.Mvc)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotForInfrastructure();

    [GeneratedRegex(@"\bBankCrm\.Infrastructure\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotForWeb();
}
