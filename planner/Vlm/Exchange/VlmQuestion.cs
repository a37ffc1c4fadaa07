using DexGrasp.Planner.Vlm.Answers;
using Microsoft.Extensions.AI;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>One question to the model.</summary>
/// <param name="Task">Which.</param>
/// <param name="Rules">What holds for all questions.</param>
/// <param name="Text">The question, with the data in it.</param>
/// <param name="Pictures">In the order that the text speaks of.</param>
/// <param name="Shape">What the answer has to look like.</param>
internal sealed record VlmQuestion(VlmTask Task, string Rules, string Text, IReadOnlyList<VlmPicture> Pictures, AnswerShape Shape)
{
    /// <summary>Returns the messages of the first try.</summary>
    public List<ChatMessage> Messages()
    {
        List<AIContent> contents = [new TextContent(Text)];
        for (int i = 0; i < Pictures.Count; i++)
        {
            contents.Add(new TextContent($"Picture {i + 1}: {Pictures[i].Name}"));
            contents.Add(new DataContent(Pictures[i].Bytes, Pictures[i].MediaType));
        }

        return [new ChatMessage(ChatRole.System, Rules), new ChatMessage(ChatRole.User, contents)];
    }
}
