namespace BankCrm.Domain.Accounts.Transactions;

/// <summary>What a movement was for, guessed from its kind and the words of its text; the first rule that fits decides.</summary>
public static class CategoryRules
{
    // Words as banks print them, in Chinese and English. Money that comes in is looked up apart from money that goes out.
    private static readonly (TransactionCategory Category, string[] Words)[] Incoming =
    [
        (TransactionCategory.Salary, ["工资", "薪", "奖金", "代发", "salary", "payroll", "wages", "bonus"]),
        (TransactionCategory.Pension, ["养老", "退休", "社保", "pension", "social security"]),
        (TransactionCategory.Tax, ["退税", "tax refund"]),
        (TransactionCategory.Interest, ["利息", "结息", "interest"]),
        (TransactionCategory.Investment, ["赎回", "分红", "理财", "redemption", "dividend"]),
    ];

    private static readonly (TransactionCategory Category, string[] Words)[] Outgoing =
    [
        (TransactionCategory.Loan, ["还款", "贷款", "按揭", "repayment", "instalment", "mortgage", "loan"]),
        (TransactionCategory.Insurance, ["保险", "保费", "insurance", "premium"]),
        (TransactionCategory.Tax, ["缴税", "税款", "个税", "tax"]),
        (TransactionCategory.Rent, ["房租", "租金", "rent"]),
        (TransactionCategory.Household, ["电费", "水费", "燃气", "物业", "话费", "宽带", "electric", "water bill", "utilities", "household", "telecom"]),
        (TransactionCategory.Education, ["学费", "培训", "学校", "tuition", "school", "university"]),
        (TransactionCategory.Health, ["医院", "药", "诊所", "hospital", "pharmacy", "clinic"]),
        (TransactionCategory.Transport, ["地铁", "公交", "滴滴", "加油", "铁路", "航空", "高速", "taxi", "metro", "railway", "fuel", "airline"]),
        (TransactionCategory.Food, ["餐", "外卖", "饭", "咖啡", "茶", "restaurant", "cafe", "coffee", "takeaway"]),
        (TransactionCategory.Investment, ["理财", "申购", "基金", "定存", "subscription", "fund", "securities"]),
        (TransactionCategory.Shopping, ["超市", "商场", "淘宝", "京东", "购物", "supermarket", "store", "mall", "shop"]),
    ];

    /// <param name="amount">Above zero: it came in.</param>
    public static TransactionCategory Of(TransactionKind kind, decimal amount, string text, string counterparty)
    {
        foreach (var (category, words) in amount > 0 ? Incoming : Outgoing)
        {
            if (Array.Exists(words, w => text.Contains(w, StringComparison.OrdinalIgnoreCase) || counterparty.Contains(w, StringComparison.OrdinalIgnoreCase)))
            {
                return category;
            }
        }

        return kind switch
        {
            TransactionKind.Cash => TransactionCategory.Cash,
            TransactionKind.CardPayment => TransactionCategory.Shopping,
            TransactionKind.Interest => TransactionCategory.Interest,
            TransactionKind.Fee => TransactionCategory.Fees,
            TransactionKind.Repayment => TransactionCategory.Loan,
            TransactionKind.Investment => TransactionCategory.Investment,
            TransactionKind.Transfer or TransactionKind.CrossBorder => TransactionCategory.Transfer,
            _ => TransactionCategory.Uncategorised,
        };
    }
}
