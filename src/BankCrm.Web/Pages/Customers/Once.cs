using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Sends what adds something to a record. Sent twice, by a double click or a browser that tried again, the first one did it.</summary>
public sealed class Once(IQueryHandler<WasAdded, bool> wasAdded)
{
    /// <param name="add">Sends the command.</param>
    /// <param name="id">Of what it adds.</param>
    public async Task AddAsync(Func<Task> add, Guid id, CancellationToken ct)
    {
        try
        {
            await add();
        }
        catch (RefusedException)
        {
            if (!await wasAdded.HandleAsync(new(id), ct))
            {
                throw;
            }
        }
    }
}
