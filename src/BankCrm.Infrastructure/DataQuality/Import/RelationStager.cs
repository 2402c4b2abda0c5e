using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Keeps what rows say of related customers until all rows are in. Nothing to do for files that say nothing of them.</summary>
internal sealed class RelationStager(CrmDb db, IColumnCipher cipher)
{
    /// <summary>In the transaction that is open.</summary>
    /// <param name="came">Who came in, or was there.</param>
    public async Task StageAsync(ImportRun run, IEnumerable<(Candidate Row, Guid CustomerId)> came, CancellationToken ct)
    {
        var rows = came.SelectMany(c => c.Row.Relations.Select(relation => (c.Row, c.CustomerId, Relation: relation))).ToList();
        if (rows.Count > 0)
        {
            await RelationSql.AddAsync(db, run, [.. rows.Select(r => New(r.Row.Line, r.CustomerId, r.Relation))], ct);
        }
    }

    private NewImportRelation New(int customerLine, Guid customerId, RowRelation relation)
    {
        var id = Guid.CreateVersion7();
        var related = cipher.Seal(ImportRelation.RelatedColumn, id, relation.Related).Envelope;
        return new(id, relation.Line, customerLine, customerId, related, relation.Role.ToString(), relation.Share);
    }
}
