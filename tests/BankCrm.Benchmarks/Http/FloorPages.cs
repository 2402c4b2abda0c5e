using System.Net;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Benchmarks.Http;

/// <summary>
/// Pages as bare as can be: one query through EF Core, a table, nothing else. No sign-in, no audit, no masks, no language. What the
/// real pages are measured against.
/// </summary>
internal static class FloorPages
{
    private const int Size = 50;

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var work = new Work();
        work.IsDoneBy(CurrentUser.System("floor"));
        var database = CrmDatabase.Open(Environment.GetEnvironmentVariable("FLOOR_CONNECTION")!);
        builder.Services.AddPooledDbContextFactory<CrmDbContext>(options => options.UseCrmDatabase(database).AddInterceptors(new ScopeInterceptor()));
        builder.Services.AddScoped(services =>
        {
            var db = services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();
            db.Work = work;
            return db;
        });
        var app = builder.Build();

        app.MapGet("/ready", () => "ready");
        app.MapGet("/list", (Guid? branch, CrmDbContext db) => branch is { } one ? ShowAsync(db, c => c.BranchId == one) : ShowAsync(db, c => true));
        app.MapGet("/number", (string number, Guid branch, CrmDbContext db) => ShowAsync(db, c => c.Number == number && c.BranchId == branch));
        app.MapGet("/detail", (Guid id, Guid branch, CrmDbContext db) => ShowAsync(db, c => c.Id == id && c.BranchId == branch));
        app.MapGet("/phone", (string lookup, Guid branch, CrmDbContext db) =>
        {
            var hash = Convert.FromHexString(lookup);
            return ShowAsync(db, c => c.BranchId == branch && db.ContactPoints.Any(p => p.Lookup == hash && p.CustomerId == c.Id));
        });
        app.MapGet("/document", (string lookup, Guid branch, CrmDbContext db) =>
        {
            var hash = Convert.FromHexString(lookup);
            return ShowAsync(db, c => c.BranchId == branch && db.IdentityDocuments.Any(d => d.Lookup == hash && d.CustomerId == c.Id));
        });
        app.MapGet("/name", NamesAsync);
        await app.RunAsync($"http://localhost:{args[0]}");
    }

    private static async Task<IResult> NamesAsync(string from, Guid branch, CrmDbContext db)
    {
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var (first, below) = (from, from + "\U0010FFFF");
        var ids = await db.NameKeys
            .Where(k => k.BranchId == branch && k.Key.CompareTo(first) >= 0 && k.Key.CompareTo(below) < 0)
            .OrderBy(k => k.Key).Take(20).Select(k => k.CustomerId).ToListAsync();
        return Page(await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new Row(c.Number, c.Name, c.City)).ToListAsync());
    }

    private static async Task<IResult> ShowAsync(CrmDbContext db, System.Linq.Expressions.Expression<Func<Customer, bool>> which)
    {
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        return Page(await db.Customers.Where(which).OrderByDescending(c => c.Id).Take(Size).Select(c => new Row(c.Number, c.Name, c.City)).ToListAsync());
    }

    private static IResult Page(List<Row> rows)
    {
        var html = new StringBuilder("<!doctype html><title>Bare</title><table>");
        foreach (var row in rows)
        {
            html.Append("<tr><td>").Append(row.Number).Append("<td>").Append(WebUtility.HtmlEncode(row.Name)).Append("<td>").Append(WebUtility.HtmlEncode(row.City));
        }

        return Results.Content(html.Append("</table>").ToString(), "text/html; charset=utf-8");
    }

    private sealed record Row(string Number, string Name, string City);
}
