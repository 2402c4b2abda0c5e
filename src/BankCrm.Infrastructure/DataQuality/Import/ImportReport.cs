using System.Globalization;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

internal sealed class ImportReport(CrmDb db, IImportFiles files) : IImportReport
{
    private static readonly string[] About = ["Line", "Result", "Field", "Reason", "Existing customer"];

    public Task ForgetAsync(Guid runId, CancellationToken ct) => ImportSql.ForgetAsync(db, runId, ct);

    public Task BeginUndoAsync(Guid runId, CancellationToken ct) => ImportSql.BeginUndoAsync(db, runId, ct);

    public async Task WriteAsync(Guid runId, Stream to, ReportWords words, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var run = await db.Imports.SingleOrDefaultAsync(r => r.Id == runId, ct) ?? throw new NotFoundException();
        var layout = run.Layout;
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true);
        await WriteLineAsync(text, About.Select(words.Say).Concat(layout.Headers));

        var findings = db.ImportFindings.Where(f => f.RunId == runId).OrderBy(f => f.Line).ThenBy(f => f.Id)
            .LeftJoin(db.CustomersWithMerged, f => f.CustomerId, c => c.Id, (f, c) => new { Finding = f, Number = c == null ? null : c.Number })
            .AsAsyncEnumerable();
        using var rows = (files.Has(run.StoredName) ? files.Rows(run.StoredName, layout.Encoding, layout.Delimiter) : []).GetEnumerator();
        var isThere = rows.MoveNext();
        await foreach (var found in findings.WithCancellation(ct))
        {
            var finding = found.Finding;
            while (isThere && rows.Current.Line < finding.Line)
            {
                isThere = rows.MoveNext();
            }

            IEnumerable<string> about =
            [
                finding.Line.ToString(CultureInfo.InvariantCulture), words.Name(finding.Kind), finding.Field is { } field ? words.Name(field) : "",
                words.Explain(new(finding.Sentence, [.. finding.Args])), found.Number ?? "",
            ];
            await WriteLineAsync(text, about.Concat(isThere && rows.Current.Line == finding.Line ? rows.Current.Cells : []));
        }

        await transaction.CommitAsync(ct);
    }

    private static Task WriteLineAsync(StreamWriter text, IEnumerable<string> cells) =>
        text.WriteAsync(string.Join(',', cells.Select(c => Quoted(Formula.Neutral(c.Replace('\uFDD0', '?').Replace('\0', '?'))))) + "\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' '))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
